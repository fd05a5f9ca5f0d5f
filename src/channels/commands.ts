import type { z } from 'zod';
import { lockCustomers } from '../companies/commands.ts';
import { memberId, type Context } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Enqueue } from '../platform/jobs.ts';
import { listOwnDomains } from '../sites/reports.ts';
import type { RoadRule } from './rules.ts';
import type { newRuleTable } from './schema.ts';
import { insertPreview, insertVersion, latestVersion, lockPreview, rulesOf, runningPreview, updatePreview } from './store.ts';

/**
 * Puts a table of rules in force for touches that come from now on. The past stays as it is.
 * @throws Problem 409 when somebody else has changed the table meanwhile, or while the past is being worked through
 */
export async function changeRules(context: Context, { version, rules }: z.output<typeof newRuleTable>): Promise<void> {
  await holdTheDoor(context, version);
  await putInForce(context, version, rules);
}

/** Begins to count what a table would change of the past; nothing of it is written. @returns the id of the preview */
export async function previewRules(context: Context, enqueue: Enqueue, rules: readonly RoadRule[]): Promise<string> {
  const id = newId();
  await insertPreview(context, {
    id,
    basedOn: await latestVersion(context),
    rules,
    ownDomains: await ownDomains(context),
    createdBy: memberId(context.actor),
  });
  await enqueue(context.db, 'channels.reclassify', { workspace: context.workspace, previewId: id });
  return id;
}

/**
 * Puts the table of a preview in force and begins to apply it to the past.
 * @throws Problem 404, 409 while it is being counted, once it has run, or when the table or the own domains have changed since it was made
 */
export async function runPreview(context: Context, enqueue: Enqueue, id: string): Promise<void> {
  const preview = await lockPreview(context.db, id);
  if (!preview) throw notFound();
  const { countedAt, runAt, problem, basedOn, rules } = preview;
  const isStoppedRun = runAt !== null && problem !== null;
  if (runAt !== null && !isStoppedRun) throw conflict('These rules are being applied to the past already, or have been.');
  if (countedAt === null)
    throw conflict(problem ? 'This preview has stopped; make a new one.' : 'This preview is still being counted.');
  await holdTheDoor(context, isStoppedRun ? (preview.version ?? basedOn) : basedOn);
  if (!isStoppedRun && JSON.stringify(preview.ownDomains) !== JSON.stringify(await ownDomains(context)))
    throw conflict('Your own domains have changed since this preview was counted. Make a new one.');
  const isInForce = isStoppedRun || JSON.stringify(await rulesOf(context, basedOn)) === JSON.stringify(rules);
  const version = isStoppedRun ? preview.version : isInForce && basedOn > 0 ? basedOn : await putInForce(context, basedOn, rules);
  await updatePreview(context.db, id, {
    runAt: context.now,
    runBy: memberId(context.actor),
    version,
    problem: null,
    ...(!isStoppedRun && { reachedAt: null, reachedId: null, touches: 0, changed: 0 }),
  });
  await recordEvent(context, { type: 'channel_rules.run', subject: { kind: 'channel_rules', id }, data: { version } });
  await enqueue(context.db, 'channels.reclassify', { workspace: context.workspace, previewId: id });
}

const ownDomains = async (context: Context) => (await listOwnDomains(context)).map(({ domain }) => domain).toSorted();

/** Waits until no touch is on its way in by the old rules, and makes sure that the table is still the one the change was made from. */
async function holdTheDoor(context: Context, version: number): Promise<void> {
  await lockCustomers(context, 'exclusive');
  const latest = await latestVersion(context);
  if (latest !== version)
    throw conflict(
      `The rules were changed meanwhile: version ${latest} is in force, and yours was made from ${version}. Look at them again.`,
    );
  if (await runningPreview(context))
    throw conflict('The rules are being applied to the past at this moment. Change them when that is done.');
}

async function putInForce(context: Context, before: number, rules: readonly RoadRule[]): Promise<number> {
  const version = before + 1;
  await insertVersion(context, { version, rules, createdBy: memberId(context.actor) });
  await recordEvent(context, {
    type: 'channel_rules.changed',
    subject: { kind: 'channel_rules', id: null },
    data: { version, before: await rulesOf(context, before), after: rules },
  });
  return version;
}
