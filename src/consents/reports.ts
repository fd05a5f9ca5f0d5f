import type { z } from 'zod';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { consent, consentText, personConsents } from './schema.ts';
import { standing } from './standing.ts';
import { addressesOf, circleOf, wordsOf, type KeptWord } from './store.ts';
import { suppressedAmong } from './suppressed/commands.ts';

/** Every version of the words people are asked with, the latest first. */
export async function listConsentTexts({ db, workspace }: Context): Promise<z.output<typeof consentText>[]> {
  const rows = await db
    .selectFrom('consentTexts as t')
    .leftJoin('members as m', (join) => join.onRef('m.id', '=', 't.createdBy').on('m.workspaceId', '=', workspace))
    .leftJoin('users as u', 'u.id', 'm.userId')
    .select(['t.id', 't.version', 't.language', 't.text', 't.textHash', 't.createdAt', 'm.id as memberId', 'u.name'])
    .orderBy('t.id', 'desc')
    .execute();
  return rows.map(({ memberId, name, ...text }) => ({
    ...text,
    createdBy: memberId === null ? null : { id: memberId, name: name ?? '' },
  })) as z.output<typeof consentText>[];
}

/** Where a person stands and all they ever said, also as those who were merged into them. @throws Problem 404 */
export async function consentsOf(context: Context, id: string): Promise<z.output<typeof personConsents>> {
  const person = await context.db.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst();
  if (!person) throw notFound();
  const { people, unions } = await circleOf(context, id);
  const words = await wordsOf(context, people);
  const now = standing(words, unions);
  const suppressed = await suppressedAmong(context, await addressesOf(context, id));
  return {
    now: { analytics: now.analytics && shown(now.analytics), marketing: now.marketing && shown(now.marketing) },
    suppressed: suppressed.size > 0,
    items: words.map(shown),
    next: null,
  };
}

const shown = ({ browser, textVersion, textHash, personId: _person, since: _since, ...word }: KeptWord) =>
  ({
    ...word,
    anonymousId: browser,
    text: textVersion === null ? null : { version: textVersion, hash: textHash },
  }) as z.output<typeof consent>;
