import type { z } from 'zod';
import { inForceAt, stateOf } from '../definitions/in-force.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { atMoment } from './in-force.ts';
import type { agreement } from './schema.ts';
import { agreementVersions, type AgreementVersion } from './store.ts';
import { timeZoneOf } from '../workspaces/reports.ts';

export type { AgreementVersion } from './store.ts';
type Item = z.output<typeof agreement>;

/** All versions with what it takes to say which one is in force at a moment. */
export interface Agreements {
  readonly timeZone: string;
  /** Newest first. */
  readonly versions: readonly AgreementVersion[];
  /** The version in force at a moment; undefined before the first. A past day is judged by what was in force then. */
  at(moment: Date): AgreementVersion | undefined;
  stateOf(version: AgreementVersion, now: Date): Item['state'];
}

export async function readAgreements({ db, workspace }: Context): Promise<Agreements> {
  const timeZone = await timeZoneOf({ db, workspace });
  const versions = await agreementVersions(db);
  const dated = versions.map((version) => ({ ...atMoment(version, timeZone), stored: version }));
  return {
    timeZone,
    versions,
    at: (moment) => inForceAt(dated, moment)?.stored,
    stateOf: (version, now) => stateOf(atMoment(version, timeZone), dated, now),
  };
}

/** The version in force at a moment; undefined before the first. */
export async function agreementInForce(context: Context, moment: Date): Promise<AgreementVersion | undefined> {
  return (await readAgreements(context)).at(moment);
}

/** Every version, newest first. */
export async function listAgreements(context: Context): Promise<Item[]> {
  const agreements = await readAgreements(context);
  const rows = await context.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['members.id', 'users.name'])
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const ref = (id: string) => ({ id, name: names.get(id) ?? '' });
  return agreements.versions.map((version) => ({
    ...version,
    createdBy: version.createdBy === null ? null : ref(version.createdBy),
    signatures: version.signatures.map(({ memberId, ...signature }) => ({ ...signature, member: ref(memberId) })),
    state: agreements.stateOf(version, context.now),
  }));
}

/** @throws Problem 404 for no such version */
export async function oneAgreement(context: Context, id: string): Promise<Item> {
  const found = (await listAgreements(context)).find((version) => version.id === id);
  if (!found) throw notFound();
  return found;
}
