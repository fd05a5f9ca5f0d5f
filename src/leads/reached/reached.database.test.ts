import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import pg from 'pg';
import { expect, it } from 'vitest';
import { buildPerson } from '../../../test/build.ts';
import { as, createTestDatabase, createTestWorkspace } from '../../../test/database.ts';
import { assertMilestonesKept } from '../../../test/kept-milestones.ts';
import { Problem } from '../../platform/errors.ts';
import { moveLead, openLead } from '../commands.ts';
import { isSideExit, type Stage, stages } from '../lifecycle.ts';

const { db, ownerUrl } = await createTestDatabase();
const NOW = Date.parse('2026-10-01T08:00:00Z');

/** A lead that is moved about by chance, undone moves included. */
const wandering = fc.array(fc.constantFrom(...stages), { maxLength: 30, size: 'max' });
const backAndForth: Stage[] = [
  ...(['submitted', 'known', 'submitted', 'accepted', 'submitted', 'rejected', 'submitted', 'accepted'] as const),
  ...(['opportunity', 'sql', 'won', 'invoiced', 'won', 'opportunity', 'sql', 'opportunity', 'won'] as const),
];

it('keeps which milestones a lead has reached as it follows from all its moves; what an upgrade fills in is the same', async () => {
  const workspace = await createTestWorkspace(db);
  const at = <T>(minute: number, work: Parameters<typeof as<T>>[3]) =>
    as(db, workspace, { kind: 'system' }, work, new Date(NOW + minute * 60_000));
  const reasons = await at(0, ({ db: rows }) => rows.selectFrom('reasons').select(['kind', 'code']).execute());
  const wandered: string[] = [];
  await fc.assert(
    fc.asyncProperty(wandering, async (path) => {
      const { id } = await at(0, async (context) => openLead(context, await buildPerson(context)));
      for (const [minute, stage] of path.entries()) {
        const reason = isSideExit(stage) && reasons.find(({ kind }) => kind === stage)?.code;
        const moved = at(minute, (context) => moveLead(context, id, stage, { undoing: true, ...(reason && { reason }) }));
        await moved.catch((refusal: unknown) => expect(refusal).toBeInstanceOf(Problem));
        await at(minute, (context) => assertMilestonesKept(context, id));
      }
      wandered.push(id);
    }),
    {
      numRuns: 20,
      examples: [[backAndForth], [backAndForth.slice(0, 5)], [backAndForth.slice(0, 10)], [backAndForth.slice(0, -2)]],
    },
  );

  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const migration = await readFile(new URL('../../../db/migrations/0305-stages-reached.sql', import.meta.url), 'utf8');
  const filling = /do \$\$.*?end \$\$;/s.exec(migration)?.[0] ?? '';
  await owner.query(`begin; set local samspil.workspace = '${workspace}'; delete from stages_reached; ${filling} commit`);
  await owner.end();
  for (const lead of wandered) await at(60, (context) => assertMilestonesKept(context, lead));
});
