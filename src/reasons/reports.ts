import type { z } from 'zod';
import type { SideExit } from '../leads/lifecycle.ts';
import type { Context } from '../platform/context.ts';
import { notFound, unprocessable } from '../platform/errors.ts';
import type { reason } from './schema.ts';

export type KeptReason = z.output<typeof reason>;

/** The catalogues of reasons, each in its order; those that are retired last, the latest first. */
export async function listReasons({ db }: Context): Promise<KeptReason[]> {
  const rows = await db
    .selectFrom('reasons')
    .select(['kind', 'code', 'label', 'repair', 'nurtureDays', 'version', 'retiredAt'])
    .orderBy('kind', 'desc')
    .orderBy('retiredAt', (order) => order.desc().nullsFirst())
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows as KeptReason[];
}

/** @throws Problem 404 for no such reason */
export async function oneReason(context: Context, kind: SideExit, code: string): Promise<KeptReason> {
  const found = (await listReasons(context)).find((each) => each.kind === kind && each.code === code);
  if (!found) throw notFound();
  return found;
}

const acts: Readonly<Record<SideExit, string>> = {
  rejected: 'A hand-off is given back',
  recycled: 'A lead is recycled',
  disqualified: 'A lead is disqualified',
};

/**
 * The one reason somebody gives.
 * @throws Problem 422 saying which there are, for none, for one that is unknown here and for one that is retired
 */
export async function givenReason(context: Context, kind: SideExit, code: string | undefined): Promise<KeptReason> {
  const catalogue = (await listReasons(context)).filter((each) => each.kind === kind);
  const known = catalogue.find((each) => each.code === code);
  if (known?.retiredAt === null) return known;
  const inForce = catalogue.filter(({ retiredAt }) => retiredAt === null);
  const retired = known ? ` "${code}" is retired.` : '';
  throw unprocessable(
    `${acts[kind]} for exactly one reason: ${inForce.map((each) => `${each.code} (${each.label.en})`).join(', ')}.${retired}`,
    [{ pointer: '/reason', detail: `one of ${inForce.map((each) => each.code).join(', ')}` }],
  );
}
