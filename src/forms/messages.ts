/** A submission as messages of the tracking API: who it is, what they did, and what they said yes to. */
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { profileFieldOf } from '../agreements/items.ts';
import type { Language } from '../platform/fields.ts';
import type { Purpose } from '../consents/purposes.ts';

export interface Told {
  form: { id: string; name: string; handRaise: boolean; consent: { purpose: Purpose; text: string } | null };
  /** Unlike that of any other submission, and the same each time this one is sent. */
  messageId: string;
  language: Language;
  items: ReadonlyMap<string, BriefingItem>;
  answers: ReadonlyMap<string, string>;
  /** Their own; null for somebody known by something else. */
  email: string | null;
  /** Their browser, where it may be recognised. */
  visitor: string | null;
  consents: boolean;
  /** The page the form stood on. */
  page: string;
  referrer: string | null;
}

export type RawMessage = Readonly<Record<string, unknown>>;

/** @returns the touch first; the others are about the same person */
export function messagesOf(told: Told): { touch: RawMessage; others: RawMessage[] } {
  const { form, messageId, language, visitor, page, referrer } = told;
  const traits = traitsOf(told);
  const common = {
    ...(visitor !== null && { anonymousId: visitor }),
    context: {
      library: { name: 'samspil', version: '1' },
      locale: language,
      page: { url: page, title: form.name, ...(referrer !== null && { referrer }) },
      traits,
    },
  };
  const touch = {
    ...common,
    type: 'track',
    messageId,
    // The first is a request to be contacted by Segment's convention of names; the definition's rules may go by it.
    event: form.handRaise ? 'Contact Requested' : 'Form Submitted',
    properties: { form: form.name, formId: form.id, fields: Object.fromEntries(told.answers) },
  };
  const others: RawMessage[] = [{ ...common, type: 'identify', messageId: `${messageId}:who`, traits }];
  if (told.consents && form.consent)
    others.push({
      ...common,
      type: 'track',
      messageId: `${messageId}:consent`,
      event: 'Consent Preference Updated',
      properties: { text: form.consent.text },
      context: { ...common.context, consent: { categoryPreferences: { [form.consent.purpose]: true } } },
    });
  return { touch, others };
}

/** What is on file of people and companies goes by its own name; other answers are told with the touch. */
function traitsOf({ items, answers, email }: Told): Record<string, unknown> {
  const own: Record<string, unknown> = email === null ? {} : { email };
  const company: Record<string, unknown> = {};
  for (const [key, value] of answers) {
    const item = items.get(key);
    const field = item && profileFieldOf(item);
    if (field === undefined || field === 'email') continue;
    if (field === 'company') company['name'] = value;
    else if (field === 'employees') company['employees'] = Number(value);
    else if (field === 'industry') company['industry'] = value;
    else own[field] = value;
  }
  return Object.keys(company).length > 0 ? { ...own, company } : own;
}
