import type { Context } from '../../platform/context.ts';
import { textAt } from '../json.ts';
import { scannedAmong, SCAN_SECONDS } from '../machines.ts';
import type { StoredTouch } from '../store.ts';
import { mailTouches, markMachines } from './store.ts';

/**
 * Looks at what mail tools have just told together with what they told seconds before, and marks what a mail scanner did: its single clicks
 * look like a person's. Costs nothing where no mail is told of.
 * @returns the touches as they are marked now
 */
export async function markScanned(context: Context, touches: StoredTouch[]): Promise<StoredTouch[]> {
  const told = touches.filter(
    ({ kind, properties }) =>
      kind === 'email_open' ||
      kind === 'email_click' ||
      (kind === 'other' && /(sent|delivered)$/i.test(textAt(properties, 'event') ?? '')),
  );
  const personIds = [...new Set(told.flatMap(({ personId }) => personId ?? []))];
  if (personIds.length === 0) return touches;
  const times = told.map(({ occurredAt }) => occurredAt.getTime());
  const span = {
    from: new Date(Math.min(...times) - SCAN_SECONDS * 1000),
    to: new Date(Math.max(...times) + SCAN_SECONDS * 1000),
  };
  const ids = scannedAmong(await mailTouches(context, { personIds, ...span }));
  if (ids.length === 0) return touches;
  await markMachines(context, { ids, ...span });
  return touches.map((touch) => (ids.includes(touch.id) ? { ...touch, bot: true } : touch));
}
