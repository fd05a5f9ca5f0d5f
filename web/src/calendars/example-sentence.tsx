import { due, parseCalendar } from '../../../src/calendars/clock.ts';
import { addDays, startOfDay } from '../../../src/calendars/local-day.ts';
import type { KeptCalendar } from '../../../src/calendars/schema.ts';
import { dayIn } from '../app/format.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { localeOf } from '../app/define-texts.ts';
import { useNow } from '../ui/use-now.ts';
import { calendarTexts } from './texts.ts';

const HOURS = 4;

/** What the calendar means, reckoned by the very clock of hand-offs: when an enquiry of next Saturday afternoon is due. */
export function ExampleSentence({
  timeZone,
  weekly,
  holidays,
}: Pick<KeptCalendar, 'timeZone' | 'weekly'> & { holidays: string[] }) {
  const c = useText(calendarTexts);
  const { language } = useLanguage();
  const now = useNow();
  const said = () => {
    const today = dayIn(timeZone, now);
    const saturday = addDays(today, ((6 - new Date(today).getUTCDay() + 6) % 7) + 1);
    const start = new Date(startOfDay(saturday, timeZone).getTime() + 15 * 3_600_000);
    const end = due(start, HOURS, parseCalendar({ timeZone, weekly, holidays }));
    const words = new Intl.DateTimeFormat(localeOf[language], {
      timeZone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(end.getTime() - start.getTime() > 6 * 86_400_000 && { day: 'numeric', month: 'long' }),
    });
    return c('example', { start: words.format(start), due: words.format(end) });
  };
  const sentence = reckoned(said);
  return <p className="calendar-example">{sentence ?? c('tooLittle')}</p>;
}

/** Null for a calendar the clock cannot reckon with: too little working time, or times that are still being typed. */
function reckoned(sentence: () => string): string | null {
  try {
    return sentence();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
