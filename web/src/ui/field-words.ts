import { ApiProblem } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/** What is asked of a field, by the name it has in the API; of all others only that this will not do. */
const asked: Readonly<Record<string, keyof typeof uiTexts>> = {
  password: 'fieldPassword',
  email: 'fieldEmail',
  timeZone: 'fieldTimeZone',
  currency: 'fieldCurrency',
  holidayCountry: 'fieldHolidays',
  startsAt: 'fieldDay',
  endsAt: 'fieldDay',
  day: 'fieldDay',
  inForceFrom: 'fieldDay',
  reEntryOn: 'fieldDay',
};

/** The text for a fault at a JSON pointer: `/clauses/2/target` is about a target. */
export function fieldText(pointer: string): keyof typeof uiTexts {
  const name = pointer.split('/').findLast((part) => !/^\d*$/.test(part)) ?? '';
  return asked[name] ?? 'fieldRefused';
}

/**
 * `const faults = useFieldWords(); form.setErrors(faults(error))`: what the server refuses, by field name as @mantine/form takes it
 * (`/clauses/2/target` is `clauses.2.target`), in the reader's language. The server's own words are English, and told only to who reads it.
 */
export function useFieldWords(): (error: unknown) => Record<string, string> {
  const t = useText(uiTexts);
  const { language } = useLanguage();
  return (error) => {
    if (!(error instanceof ApiProblem)) return {};
    return Object.fromEntries(
      error.errors.map(({ pointer, detail }) => [
        pointer.replace(/^\//, '').replaceAll('/', '.'),
        language === 'en' ? detail : t(fieldText(pointer)),
      ]),
    );
  };
}
