import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { scoreOverride } from './schema.ts';
import { overridesAt } from './store.ts';

type Override = Omit<z.output<typeof scoreOverride>, 'otherwise'>;

/** What people have said against the scores of leads and holds at a moment, by lead. */
export async function scoreOverrides(context: Context, leadIds: readonly string[], at: Date): Promise<Map<string, Override>> {
  const rows = await overridesAt(context.db, at, leadIds);
  if (rows.size === 0) return new Map();
  const members = await context.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return new Map(
    [...rows].map(([leadId, { ready, reason, until, setAt, memberId }]) => [
      leadId,
      { ready, reason, until, setAt, member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? '' } },
    ]),
  );
}

/** A score with the word that holds against it, if there is one; `ready` is then what that word says. */
export function overridden<S extends { ready: boolean }>(
  score: S,
  override: Override | undefined,
): S & { override: z.output<typeof scoreOverride> | null } {
  if (!override) return { ...score, override: null };
  return { ...score, ready: override.ready, override: { ...override, otherwise: score.ready } };
}
