/** A form as a page of its own: plain HTML that works without any script, in the visitor's language, and nothing of it from elsewhere. */
import type { BriefingItem } from '../agreements/briefing-item.ts';
import { profileFieldOf, questionOf } from '../agreements/items.ts';
import type { ProfileField } from '../agreements/item-words.ts';
import type { Language } from '../platform/fields.ts';
import type { Questions } from './asked.ts';
import { emailQuestion, type FormDefinition } from './schema.ts';
import type { Fault } from './submission.ts';
import { formWords, type FormWord } from './words.ts';

/** A field that no visitor sees. Whoever fills it in is a machine. Its hyphen keeps it apart from every item. */
export const trapField = 'homepage-url';
/** The names of what a page sends beside the answers; no item begins so. */
export const carried = ['_rendering', '_asked', '_done', '_language', '_page', '_referrer', '_visitor'] as const;
export type Carried = Readonly<Record<(typeof carried)[number], string>>;

export interface PageOf {
  id: string;
  texts: FormDefinition['texts'];
  language: Language;
  /** The items of the form that may be asked, by key. */
  items: ReadonlyMap<string, BriefingItem>;
  required: ReadonlySet<string>;
  questions: Questions;
  /** The words of what may be said yes to; null where nothing is asked. */
  consent: string | null;
  carried: Carried;
  /** What was typed, to be kept where something is wrong. */
  typed: (name: string) => string | null;
  faults: ReadonlyMap<string, Fault>;
  /** Whether somebody is recognised here, who may be another than the one who writes now. */
  recognised: boolean;
  /** Shown with thanks for what was sent a moment ago. */
  thanked: boolean;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Words in paragraphs: an empty line begins a new one. */
const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((part) => `<p>${escape(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');

const word = (key: FormWord, language: Language, what = ''): string => formWords[key][language].replace('{what}', what);

/** The page with its questions. */
export function formPage(page: PageOf): string {
  const { id, texts, language, questions, consent, faults, thanked } = page;
  const own = texts[language];
  const title = thanked ? word('askMore', language) : (own?.title ?? '');
  const intro = thanked ? word('thanks', language) : (own?.intro ?? '');
  const nothing = !questions.email && questions.items.length === 0 && consent === null;
  const body = [
    `<h1>${escape(title)}</h1>`,
    intro && paragraphs(thanked ? `${intro}.` : intro),
    nothing && paragraphs(word('nothingToAsk', language)),
    summary(page),
    `<form method="post" action="/f/${id}" novalidate>`,
    carried.map((name) => hidden(name, page.carried[name])).join(''),
    questions.email ? emailInput(page) : hiddenEmail(page),
    ...questions.items.map((key) => questionOn(page, key)),
    consent !== null && consentBox(page, consent),
    `<p class="trap" aria-hidden="true"><label for="${trapField}">${word('leaveEmpty', language)}</label><input id="${trapField}" name="${trapField}" tabindex="-1" autocomplete="off"></p>`,
    `<button>${escape(own?.button ?? word('send', language))}</button>`,
    '</form>',
    page.recognised && `<p class="second"><a href="?all=1&amp;language=${language}">${word('fillAll', language)}</a></p>`,
    otherLanguages(page),
  ];
  const faulty = faults.size > 0 ? `${word('faults', language)}: ` : '';
  return frame(`${faulty}${title}`, language, body.filter(Boolean).join('\n'));
}

/** The page that thanks when there is no more to ask. */
export function thanksPage(texts: FormDefinition['texts'], language: Language): string {
  const thanks = word('thanks', language);
  return frame(thanks, language, `<h1 role="status">${thanks}</h1>\n${paragraphs(texts[language]?.thanks ?? '')}`);
}

/** A page that says one thing, in place of a form. */
export function noticePage(key: FormWord, language: Language): string {
  const said = word(key, language);
  return frame(said, language, `<h1>${said}</h1>`);
}

function frame(title: string, language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/f.css">
<script src="/f.js" defer></script>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const hidden = (name: string, value: string): string =>
  value === '' ? '' : `<input type="hidden" name="${name}" value="${escape(value)}">`;

/** Who answers a second page is who answered the first: their own word goes along. */
const hiddenEmail = ({ typed }: PageOf): string => hidden(emailQuestion, typed(emailQuestion) ?? '');

/** What is to be looked at, at the top and each with the way to its question. */
function summary({ faults, language, items }: PageOf): string {
  if (faults.size === 0) return '';
  const lines = [...faults].map(
    ([name, fault]) => `<li><a href="#q-${name}">${escape(faultInWords(fault, name, items.get(name), language))}</a></li>`,
  );
  return `<div class="faults" role="alert" tabindex="-1"><h2>${word('faults', language)}</h2><ul>${lines.join('')}</ul></div>`;
}

/** What is wrong with an answer, and what would be right. */
export function faultInWords(fault: Fault, name: string, item: BriefingItem | undefined, language: Language): string {
  return word(fault, language, name === emailQuestion ? word('email', language) : labelOf(item, language));
}

const labelOf = (item: BriefingItem | undefined, language: Language): string =>
  item ? (questionOf(item)?.question ?? item.label)[language] : '';

function emailInput(page: PageOf): string {
  const { language, typed } = page;
  const control = `<input id="q-email" name="email" type="email" autocomplete="email" required value="${escape(typed(emailQuestion) ?? '')}"${described(page, emailQuestion)}>`;
  return question(page, emailQuestion, word('email', language), control);
}

const completions: Partial<Record<ProfileField, string>> = {
  name: 'name',
  phone: 'tel',
  title: 'organization-title',
  company: 'organization',
  country: 'country-name',
};

/** A choice of so many is shown at once; of more it opens. */
const MOST_SHOWN = 6;

function questionOn(page: PageOf, key: string): string {
  const { items, language, required, typed } = page;
  const item = items.get(key);
  const asked = item && questionOf(item);
  if (!asked) return '';
  const label = labelOf(item, language);
  const value = typed(key) ?? '';
  const attributes = `id="q-${key}" name="${key}"${required.has(key) ? ' required' : ''}${described(page, key)}`;
  const completion = completions[profileFieldOf(item) ?? 'industry'];
  const complete = completion ? ` autocomplete="${completion}"` : '';
  switch (asked.kind) {
    case 'long_text':
      return question(page, key, label, `<textarea ${attributes} rows="4" maxlength="5000">\n${escape(value)}</textarea>`);
    case 'number':
      return question(page, key, label, `<input ${attributes} inputmode="decimal" autocomplete="off" value="${escape(value)}">`);
    case 'yes_no':
      return choices(page, key, label, value, [
        { key: 'yes', label: word('yes', language) },
        { key: 'no', label: word('no', language) },
      ]);
    case 'choice': {
      const offered = (asked.choices ?? []).map((choice) => ({ key: choice.key, label: choice.label[language] }));
      if (offered.length <= MOST_SHOWN) return choices(page, key, label, value, offered);
      const options = offered.map(
        (each) => `<option value="${each.key}"${each.key === value ? ' selected' : ''}>${escape(each.label)}</option>`,
      );
      return question(
        page,
        key,
        label,
        `<select ${attributes}><option value="">${word('choose', language)}</option>${options.join('')}</select>`,
      );
    }
    default:
      return question(page, key, label, `<input ${attributes}${complete} maxlength="300" value="${escape(value)}">`);
  }
}

function question(page: PageOf, key: string, label: string, control: string): string {
  return `<div class="question"><label for="q-${key}">${escape(label)}${optional(page, key)}</label>${faultOn(page, key)}${control}</div>`;
}

function choices(
  page: PageOf,
  key: string,
  label: string,
  value: string,
  offered: readonly { key: string; label: string }[],
): string {
  const each = offered.map(
    (choice, index) =>
      `<label class="choice"><input type="radio" name="${key}" value="${choice.key}"${index === 0 ? ` id="q-${key}"` : ''}${choice.key === value ? ' checked' : ''}> ${escape(choice.label)}</label>`,
  );
  const fault = page.faults.has(key) ? ` aria-describedby="fault-${key}"` : '';
  return `<fieldset class="question"${fault}><legend>${escape(label)}${optional(page, key)}</legend>${faultOn(page, key)}${each.join('')}</fieldset>`;
}

const optional = ({ required, language }: PageOf, key: string): string =>
  key === emailQuestion || required.has(key) ? '' : ` <span class="second">(${word('optional', language)})</span>`;

const described = ({ faults }: PageOf, key: string): string =>
  faults.has(key) ? ` aria-describedby="fault-${key}" aria-invalid="true"` : '';

function faultOn({ faults, language, items }: PageOf, key: string): string {
  const fault = faults.get(key);
  return fault ? `<p class="fault" id="fault-${key}">${escape(faultInWords(fault, key, items.get(key), language))}</p>` : '';
}

function consentBox({ typed }: PageOf, text: string): string {
  return `<div class="consent"><input type="checkbox" id="q-_consent" name="_consent" value="yes"${typed('_consent') === 'yes' ? ' checked' : ''}><label for="q-_consent">${escape(text).replaceAll('\n', '<br>')}</label></div>`;
}

/** The other languages the form is in, each in its own name. */
function otherLanguages({ texts, language }: PageOf): string {
  const names = { en: 'English', da: 'Dansk', nb: 'Norsk', nl: 'Nederlands' } as const;
  const others = (Object.keys(names) as Language[]).filter((each) => each !== language && texts[each] !== undefined);
  if (others.length === 0) return '';
  const links = others.map((each) => `<a href="?language=${each}" hreflang="${each}" lang="${each}">${names[each]}</a>`);
  return `<nav class="second" aria-label="${word('language', language)}">${links.join(' ')}</nav>`;
}
