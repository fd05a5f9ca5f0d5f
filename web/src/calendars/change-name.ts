import type { CalendarChange } from '../../../src/handoffs/moved/schema.ts';
import { useText } from '../app/language.tsx';
import { calendarTexts } from './texts.ts';

/** What a change was, in words: "Fravær: Rikke Rep". */
export function useChangeName(): (change: Pick<CalendarChange, 'type' | 'calendar' | 'member'>) => string {
  const c = useText(calendarTexts);
  return ({ type, calendar, member }) => {
    const key = `change_${type.replace('.', '_')}`;
    return key in calendarTexts ? c(key as keyof typeof calendarTexts, { name: (calendar ?? member)?.name ?? '' }) : type;
  };
}
