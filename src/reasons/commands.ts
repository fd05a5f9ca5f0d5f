import { keyFor } from '../agreements/key-for.ts';
import type { SideExit } from '../leads/lifecycle.ts';
import type { Context } from '../platform/context.ts';
import { conflict, forbidden, notFound, unprocessable } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { alike, MOST_IN_FORCE } from './catalogue.ts';
import { listReasons, type KeptReason } from './reports.ts';
import type { ChangedReason, NewReason } from './schema.ts';
import { standardReasons } from './standard-reasons.ts';
import { insertReasons, lockReasons, placeLast, putInOrder, setRetired, setWords } from './store.ts';

/** Gives a new workspace the reasons it begins with. */
export async function createStandardReasons({ db, workspace }: Context): Promise<void> {
  await insertReasons(
    db,
    workspace,
    standardReasons.map((reason, position) => ({ ...reason, position })),
  );
}

/**
 * Adds a reason to a catalogue, as its last one.
 * @returns its code, which is made of its words
 * @throws Problem 403 for who heads nothing; 409 for one that reads like another, or one too many
 */
export async function addReason(context: Context, given: NewReason): Promise<string> {
  const { db, workspace } = context;
  const { kind, label, repair, nurtureDays = null } = given;
  const all = await openCatalogues(context);
  const catalogue = ofKind(all, kind);
  assertApart(label, catalogue);
  assertRoom(catalogue);
  // Unlike those of the other catalogues, too: a journey tells a reason by its code.
  const taken = all.map(({ code }) => code);
  const code = keyFor(label.en, taken, 'reason');
  await insertReasons(db, workspace, [{ kind, code, label, repair, nurtureDays, position: await placeLast(db, kind) }]);
  await record(context, 'reason.added', kind, { code, after: { label, repair, nurtureDays } });
  return code;
}

/**
 * Words a reason anew, or has it give another rest to whoever gets one from now on. What follows from it stays what it is, for what was
 * done for this reason is told by it.
 * @throws Problem 403; 404; 409 when somebody else has changed it meanwhile, or for words of another; 422 for days where nobody rests
 */
export async function changeReason(
  context: Context,
  kind: SideExit,
  code: string,
  { version, label, nurtureDays }: ChangedReason,
): Promise<void> {
  const catalogue = await openCatalogue(context, kind);
  const before = among(catalogue, code);
  if (before.version !== version)
    throw conflict(
      `The reason was changed meanwhile: it is at version ${before.version}, and yours was made from ${version}. Look at it again.`,
    );
  if (nurtureDays !== undefined && before.repair !== 'nurture')
    throw unprocessable('Only a reason whose repair is "nurture" has days of rest; leave them out.', [
      { pointer: '/nurtureDays', detail: 'only where the repair is "nurture"' },
    ]);
  assertApart(
    label,
    catalogue.filter((each) => each !== before),
  );
  const after = { label, nurtureDays: nurtureDays ?? before.nurtureDays };
  await setWords(context.db, kind, code, after);
  const was = { label: before.label, nurtureDays: before.nurtureDays };
  await record(context, 'reason.changed', kind, { code, before: was, after });
}

/**
 * Takes a reason out of what may be given; what was done for it keeps it.
 * @throws Problem 403; 404; 409 for one that is retired, or the last one of its catalogue
 */
export async function retireReason(context: Context, kind: SideExit, code: string): Promise<void> {
  const catalogue = await openCatalogue(context, kind);
  const { retiredAt, label } = among(catalogue, code);
  if (retiredAt) throw conflict(`This reason was retired at ${retiredAt.toISOString()}.`);
  if (inForce(catalogue).length === 1)
    throw conflict('This is the last reason of its kind, and exactly one has to be given. Add another one first.');
  await setRetired(context.db, kind, code, context.now);
  await record(context, 'reason.retired', kind, { code, label });
}

/** Brings a retired reason back to where it stood. @throws Problem 403; 404; 409 where it is in force, or one too many */
export async function bringBackReason(context: Context, kind: SideExit, code: string): Promise<void> {
  const catalogue = await openCatalogue(context, kind);
  const { retiredAt, label } = among(catalogue, code);
  if (!retiredAt) throw conflict('This reason is in force.');
  assertRoom(catalogue);
  await setRetired(context.db, kind, code, null);
  await record(context, 'reason.brought_back', kind, { code, label });
}

/** Puts a catalogue in another order. @throws Problem 403; 409 where others are in force than those that are named */
export async function orderReasons(context: Context, kind: SideExit, codes: readonly string[]): Promise<void> {
  const before = inForce(await openCatalogue(context, kind)).map(({ code }) => code);
  if (codes.length !== before.length || !before.every((code) => codes.includes(code)))
    throw conflict(`The order must name each reason in force once; these are: ${before.join(', ')}.`);
  await putInOrder(context.db, kind, codes);
  await record(context, 'reasons.ordered', kind, { before, after: codes });
}

const openCatalogue = async (context: Context, kind: SideExit) => ofKind(await openCatalogues(context), kind);

/** One change of the reasons at a time: of two who retire the last two of a kind, the second hears that theirs is the last. */
async function openCatalogues(context: Context): Promise<KeptReason[]> {
  const { db, workspace, actor } = context;
  if (actor.kind === 'member' && actor.role !== 'admin' && !actor.head)
    throw forbidden('The heads of marketing and of sales keep the reasons; an administrator can, too.');
  await lockReasons(db, workspace);
  return listReasons(context);
}

const ofKind = (reasons: readonly KeptReason[], kind: SideExit) => reasons.filter((each) => each.kind === kind);

const inForce = (catalogue: readonly KeptReason[]) => catalogue.filter(({ retiredAt }) => retiredAt === null);

function among(catalogue: readonly KeptReason[], code: string): KeptReason {
  const found = catalogue.find((each) => each.code === code);
  if (!found) throw notFound();
  return found;
}

function assertApart(label: KeptReason['label'], others: readonly KeptReason[]): void {
  const same = alike(label, others);
  if (!same) return;
  const instead = same.retiredAt === null ? 'Change that one instead, or word yours otherwise.' : 'It is retired; bring it back.';
  throw conflict(`"${same.label.en}" (${same.code}) reads like this one. ${instead}`);
}

function assertRoom(catalogue: readonly KeptReason[]): void {
  if (inForce(catalogue).length >= MOST_IN_FORCE)
    throw conflict(`${MOST_IN_FORCE} reasons of a kind can be in force, and there are as many. Retire one first.`);
}

function record(context: Context, type: string, kind: SideExit, data: Record<string, unknown>): Promise<void> {
  return recordEvent(context, { type, subject: { kind: 'reason', id: null }, data: { kind, ...data } });
}
