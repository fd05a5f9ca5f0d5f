import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase, createTestMember, createTestWorkspace } from '../../../test/database.ts';
import { settle } from '../../../test/outbox.ts';
import { createDefinition, signDefinition } from '../../definitions/commands.ts';
import { definitionBodySchema } from '../../definitions/schema.ts';
import { logAttempt } from '../../leads/contacted/commands.ts';
import { leadConsumer } from '../../leads/jobs.ts';
import { inWorkspace } from '../../platform/database.ts';
import { queueImport, undoImport } from '../commands.ts';
import { runImport, takeIn } from '../jobs.ts';
import type { ImportKind } from '../kinds.ts';

const { db } = await createTestDatabase();

/** A page gives 10 points; 5 make somebody engaged, 15 a lead for marketing. */
const definition = definitionBodySchema.parse({
  icp: { company: [], person: [{ key: 'title', weight: 1, test: { fact: 'person.title', contains: ['chef'] } }] },
  engagement: {
    halfLifeDays: 3650,
    criteria: [{ key: 'page', touches: { kinds: ['page'] }, points: 10, cap: 1000 }],
    negatives: [],
  },
  soft: [],
  handRaise: [],
  hard: [],
  thresholds: { engaged: 5, mql: { fit: 50, engagement: 15 }, ready: { fit: 50, engagement: 900, softNeeded: 0 } },
});

it('moves leads back that only its touches had moved on, unless somebody has acted on them since', async () => {
  const workspace = await createTestWorkspace(db);
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace, { kind: 'system' }, work);
  const { id: definitionId } = await inside((context) => createDefinition(context, { body: definition }));
  for (const role of ['marketing', 'sales'] as const) {
    const head = await createTestMember(db, workspace, role, { head: true, name: 'Head' });
    await inWorkspace(db, workspace, head, (context) => signDefinition(context, definitionId, { fullName: 'Head' }));
  }
  const follow = () => settle(db, workspace, [leadConsumer({ enqueue: async () => {} })]);
  const bringIn = async (kind: ImportKind, file: string) => {
    const id = await takeIn(db, workspace, {
      kind,
      fileName: 'file.csv',
      file: Readable.from([Buffer.from(file)]),
      mapping: null,
    });
    await inside((context) => queueImport(context, async () => {}, id, 'en'));
    await runImport(db, { workspace, importId: id });
    await follow();
    return id;
  };
  const pages = (of: Record<string, number>, month: string) =>
    `date,type,email\n${Object.entries(of)
      .flatMap(([name, count]) =>
        Array.from({ length: count }, (_, n) => `2026-${month}-0${n + 1}T10:00:00Z,page,${name}@kunde.dk\n`),
      )
      .join('')}`;
  const stages = async () => {
    const { rows } = await inside((context) =>
      sql<{ name: string; stage: string }>`
        select split_part(p.email, '@', 1) as name, l.stage from leads l join people p on p.workspace_id = l.workspace_id and p.id = l.person_id`.execute(
        context.db,
      ),
    );
    return Object.fromEntries(rows.map(({ name, stage }) => [name, stage]));
  };

  await bringIn(
    'people',
    `email,title\n${['anna', 'bo', 'carla', 'dorte'].map((name) => `${name}@kunde.dk,Indkøbschef\n`).join('')}`,
  );
  await bringIn('touchpoints', pages({ bo: 2, carla: 1 }, '08'));
  const own = { anna: 'known', bo: 'mql', carla: 'engaged', dorte: 'known' };
  expect(await stages()).toEqual(own);

  const undone = await bringIn('touchpoints', pages({ anna: 2, bo: 2, carla: 2, dorte: 2, erik: 1 }, '09'));
  expect(await stages()).toEqual({ anna: 'mql', bo: 'mql', carla: 'mql', dorte: 'mql', erik: 'engaged' });
  const marketer = await createTestMember(db, workspace, 'marketing', { name: 'Mette' });
  await inWorkspace(db, workspace, marketer, async (context) => {
    const { rows } = await sql<{ id: string }>`
      select l.id from leads l join people p on p.id = l.person_id where p.email = 'dorte@kunde.dk'`.execute(context.db);
    await logAttempt(context, rows[0]?.id ?? '', { kind: 'mail', response: 'awaiting' });
  });

  await inside((context) => undoImport(context, async () => {}, undone));
  await follow();
  // Erik came by the file alone, and leaves with it.
  const { dorte, ...others } = await stages();
  expect(others).toEqual({ anna: 'known', bo: 'mql', carla: 'engaged' });
  expect(dorte).toBe('mql');
  // What is left of their history neither moves them on again, nor does it keep its score.
  const { rows } = await inside((context) =>
    sql<{ points: number; back: number }>`
      select s.engagement::int as points, (select count(*)::int from lead_stages b where b.lead_id = l.id and b.from_stage = 'mql' and b.stage = 'known' and b.member_id is null) as back
        from leads l join people p on p.id = l.person_id join lead_scores s on s.lead_id = l.id where p.email = 'anna@kunde.dk'`.execute(
      context.db,
    ),
  );
  expect(rows).toEqual([{ points: 0, back: 1 }]);
});
