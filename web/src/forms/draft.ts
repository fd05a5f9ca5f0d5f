import type { Form, NewForm } from '../../../src/forms/schema.ts';
import { languages, type Language } from '../app/define-texts.ts';

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly thanks: string;
}
type Field = NonNullable<NewForm['fields']>[number];

/** A form as it is typed. */
export interface FormDraft {
  readonly name: string;
  readonly words: Readonly<Record<Language, Words>>;
  readonly fields: readonly Field[];
  readonly questionsAtOnce: number;
  readonly handRaise: boolean;
  readonly consent: NonNullable<NewForm['consent']> | null;
}

export function draftOf(form: Form | null): FormDraft {
  const words = (language: Language): Words => {
    const text = form?.texts[language];
    return { title: text?.title ?? '', intro: text?.intro ?? '', button: text?.button ?? '', thanks: text?.thanks ?? '' };
  };
  return {
    name: form?.name ?? '',
    words: { en: words('en'), da: words('da'), nb: words('nb'), nl: words('nl') },
    fields: (form?.fields ?? []).map(({ item, required, asserts }) => ({ item, required, asserts })),
    questionsAtOnce: form?.questionsAtOnce ?? 5,
    handRaise: form?.handRaise ?? false,
    consent: form?.consent ?? null,
  };
}

/** The languages that have what a form needs, with their words as they are kept. */
export function textsOf({ words }: FormDraft): NewForm['texts'] {
  const whole = languages.filter((language) => words[language].title.trim() !== '' && words[language].thanks.trim() !== '');
  return Object.fromEntries(
    whole.map((language) => {
      const { title, intro, button, thanks } = words[language];
      const said = { title: title.trim(), thanks: thanks.trim() };
      return [
        language,
        { ...said, ...(intro.trim() && { intro: intro.trim() }), ...(button.trim() && { button: button.trim() }) },
      ];
    }),
  );
}

export type DraftFault = 'needName' | 'needWords' | 'needFields';

export function faultsIn(draft: FormDraft): DraftFault[] {
  return [
    ...(draft.name.trim() === '' ? (['needName'] as const) : []),
    ...(Object.keys(textsOf(draft)).length === 0 ? (['needWords'] as const) : []),
    ...(draft.fields.length === 0 ? (['needFields'] as const) : []),
  ];
}

export function formOf(draft: FormDraft): NewForm {
  const { name, fields, questionsAtOnce, handRaise, consent } = draft;
  return { name: name.trim(), texts: textsOf(draft), fields: [...fields], questionsAtOnce, handRaise, consent };
}

/** With a question more or less; those asked stand in the order of the contract. */
export function withQuestion(fields: readonly Field[], item: string, isAsked: boolean, order: readonly string[]): Field[] {
  const rest = fields.filter((field) => field.item !== item);
  if (!isAsked) return rest;
  return [...rest, { item, required: false, asserts: null }].toSorted((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
}
