import { suppressAddresses, suppressedAmong } from '../../consents/suppressed/commands.ts';
import type { Context } from '../../platform/context.ts';
import type { Desk, Verdict } from '../desk.ts';
import type { ReadRecord } from '../row.ts';

/** Addresses that get no marketing mail; one that is on the list already stays as it is, with its first reason. */
export async function planSuppressions(context: Context, records: ReadRecord<'suppressions'>[], desk: Desk): Promise<Verdict[]> {
  const known = await suppressedAmong(
    context,
    records.map(({ email }) => email),
  );
  return records.map(({ email, reason }): Verdict => {
    if (known.has(email) || desk.suppressions.has(email) || desk.met?.suppressions.has(email)) return { status: 'skipped' };
    desk.suppressions.set(email, reason ?? 'imported');
    desk.met?.suppressions.add(email);
    return { status: 'new' };
  });
}

/** Puts the desk's addresses on the list. */
export async function writeSuppressions(context: Context, { suppressions, importId }: Desk): Promise<void> {
  for (const reason of new Set(suppressions.values()))
    await suppressAddresses(
      context,
      [...suppressions].flatMap(([email, why]) => (why === reason ? [email] : [])),
      reason,
      { importId },
    );
}
