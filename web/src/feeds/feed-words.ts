import type { Feed, FeedFile } from '../../../src/feeds/schema.ts';
import type { TextValues } from '../app/define-texts.ts';
import type { Tone } from '../ui/pill.tsx';
import type { feedTexts } from './texts.ts';

type Say = (key: keyof typeof feedTexts, values?: TextValues) => string;

export const tones: Record<Feed['state'], Tone> = {
  fresh: 'ok',
  waiting: 'neutral',
  stale: 'warn',
  failing: 'bad',
  paused: 'neutral',
};

/** Why the last look failed, in the reader's language. */
export function problemWords(t: Say, { code, detail }: NonNullable<Feed['problem']>): string {
  return t(`problem_${code}`, { detail: detail || '–' });
}

/** Why a file was not imported. What the import said of it is told as it said it. */
export function fileProblemWords(t: Say, { code, detail }: NonNullable<FeedFile['problem']>): string {
  return code === 'empty' || code === 'too_large' ? t(`file_${code}`) : detail;
}

/** When a feed is looked at, as people say it. */
export function scheduleWords(t: Say, schedule: NonNullable<Feed['schedule']>): string {
  if ('dailyAt' in schedule) return t('dailyAt', { time: schedule.dailyAt });
  const { everyMinutes: n } = schedule;
  return n === 15 || n === 60 || n === 360 ? t(`every${n}`) : t('everyMinutes', { n });
}
