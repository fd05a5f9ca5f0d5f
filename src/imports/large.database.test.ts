import { Readable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { assertRoomIn, NoRoom, whereThereIsRoom } from '../platform/watch.ts';
import { createTestWorkspace } from '../../test/database.ts';
import { createTestServer } from '../../test/server.ts';
import { inWorkspace } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { root } from '../platform/root.ts';
import { createImport, queueImport, undoImport } from './commands.ts';
import { storeFile } from './files/store.ts';
import { readImport, runImport, takeIn } from './jobs.ts';
import type { ImportKind } from './kinds.ts';
import { getImport, rejectedRows } from './reports.ts';

const server = await createTestServer();
const { db } = server;
const owner = new pg.Client({ connectionString: server.adminUrl });
beforeAll(() => owner.connect());
afterAll(() => owner.end());

/** A workspace of its own, and imports in it as the server and the worker carry them out. */
async function office() {
  const workspace = await createTestWorkspace(db, 'Nordhavn Pumper A/S');
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[3]) => inWorkspace(db, workspace, { kind: 'system' }, work);
  const look = (id: string, language: 'en' | 'da' = 'en') => inside((context) => getImport(context, id, language));
  const queue = (id: string) => inside((context) => queueImport(context, async () => {}, id, 'en'));
  const undo = (id: string) => inside((context) => undoImport(context, async () => {}, id));
  const upload = async (kind: ImportKind, file: string) => {
    const id = newId();
    const stored = await storeFile(inside, id, Readable.from([Buffer.from(file)]));
    await inside((context) =>
      createImport(context, async () => {}, { id, kind, fileName: 'file.csv', stored, mapping: null, language: 'en' }),
    );
    return id;
  };
  const bringIn = async (kind: ImportKind, file: string | Uint8Array) => {
    const id = await takeIn(db, workspace, { kind, fileName: 'file', file: Readable.from([Buffer.from(file)]), mapping: null });
    await queue(id);
    await runImport(db, { workspace, importId: id });
    return look(id);
  };
  const count = async (table: string) =>
    Number((await owner.query(`select count(*) from ${table} where workspace_id = $1`, [workspace])).rows[0].count);
  return { workspace, inside, look, queue, undo, upload, bringIn, count };
}

/** More than a megabyte of spend on a few days, its last row wrong. */
const LARGE_SPEND = `day,source,channel,campaign,cost,currency\n${Array.from(
  { length: 24_000 },
  (_, n) => `2026-09-${String((n % 20) + 1).padStart(2, '0')},google,paid_search,Pumper til skibe og havne ${n % 4},0.015,DKK`,
).join('\n')}\n2026-09-31,google,paid_search,Pumper,1,DKK\n`;

describe('while there is too little room on the disk', () => {
  const noRoom = { room: 0, isFull: () => noRoom.room <= 0 };
  /** Room for so many parts. */
  const roomFor = (parts: number) => {
    noRoom.room = parts + 1;
    return () => {
      noRoom.room -= 1;
      assertRoomIn(noRoom)();
    };
  };

  it('an import waits where it is, says so, and goes on by itself with nothing lost and nothing twice', async () => {
    const { workspace, upload, look, queue, count, undo } = await office();
    const marketing = await server.as('marketing', { workspace });
    const rows = Array.from({ length: 60 }, (_, n) => `kunde-${n}@fjord.no`);
    const id = await upload('people', `email\n${rows.join('\n')}\n`.padEnd(1_100_000, '\n'));
    const job = { workspace, importId: id };
    await readImport(db, job);
    await queue(id);
    await expect(runImport(db, job, { size: 20, assertRoom: roomFor(2) })).rejects.toThrow(NoRoom);
    expect(await look(id)).toMatchObject({ state: 'running', rowsDone: 40, problem: null });
    expect(await count('people')).toBe(40);
    const full = vi.spyOn(server.app.watch, 'isFull').mockReturnValue(true);
    const seen = await marketing.get(`/api/v1/imports/${id}?language=da`);
    expect(seen.json()).toMatchObject({
      state: 'running',
      problem: expect.stringContaining('Importen venter og fortsætter af sig selv'),
    });
    expect((await marketing.get('/api/v1/imports')).json().items[0].problem).toContain('goes on by itself');
    full.mockRestore();
    expect((await marketing.get(`/api/v1/imports/${id}`)).json().problem).toBeNull();
    await runImport(db, job, { size: 20, assertRoom: roomFor(9) });
    expect(await look(id)).toMatchObject({ state: 'done', rowsDone: 60, counts: { new: 60, wrong: 0 } });
    expect(await count('people')).toBe(60);
    await undo(id);
    if ((await look(id)).state === 'undoing') {
      await expect(runImport(db, job, { size: 20, assertRoom: roomFor(1) })).rejects.toThrow(NoRoom);
      await runImport(db, job, { size: 20 });
    }
    expect([(await look(id)).state, await count('people')]).toEqual(['undone', 0]);
  });

  it('the worker asks for what it could not do once more, until there is room; a fault is still a fault', async () => {
    const asked: string[] = [];
    const done: string[] = [];
    let isFull = true;
    const room = { isFull: () => isFull };
    const work = (name: string) =>
      whereThereIsRoom(
        assertRoomIn(room),
        async () => void done.push(name),
        async () => void asked.push(name),
      );
    await work('import');
    isFull = false;
    await work('import');
    expect([asked, done]).toEqual([['import'], ['import']]);
    const faulty = whereThereIsRoom(
      assertRoomIn(room),
      () => Promise.reject(new Error('fault')),
      async () => {},
    );
    await expect(faulty).rejects.toThrow('fault');
  });
});

describe('a large file', () => {
  it('is read by the worker, and its days are summed from rows that stand anywhere before they are rounded', async () => {
    const { workspace, upload, look, queue, count, inside } = await office();
    const id = await upload('spend', LARGE_SPEND);
    expect(await look(id)).toMatchObject({ state: 'reading', columns: [], mapping: null });
    await readImport(db, { workspace, importId: id });
    expect(await look(id)).toMatchObject({
      state: 'previewed',
      counts: { rows: 24_001, new: 24_000, wrong: 1 },
      problems: [{ row: 24_002, column: 'day', value: '2026-09-31' }],
    });
    expect(await count('spend')).toBe(0);
    await queue(id);
    await runImport(db, { workspace, importId: id }, { size: 7 });
    expect(await look(id)).toMatchObject({ state: 'done', rowsDone: 24_001, counts: { new: 24_000, wrong: 1 } });
    // 20 days and 4 campaigns go with each other where both are even or odd: 20 sums of 1,200 rows at 0.015 kr.
    const { rows } = await owner.query('select amount_minor from spend where workspace_id = $1', [workspace]);
    expect(rows.map(({ amount_minor }) => Number(amount_minor))).toEqual(Array.from({ length: 20 }, () => 1800));
    expect([await count('import_spend'), await count('import_file_parts')]).toEqual([0, 0]);
    const [rejected] = await inside((context) => rejectedRows(context, id, 0, 10, 'da'));
    expect(rejected).toMatchObject({
      row: 24_002,
      problems: [{ problem: expect.stringContaining('er ikke en dato. Skriv fx') }],
    });
  });

  it('may be told to run before it has been read, and does so after', async () => {
    const { workspace, upload, look, queue, count } = await office();
    const id = await upload('spend', LARGE_SPEND);
    await queue(id);
    await runImport(db, { workspace, importId: id });
    expect(await look(id)).toMatchObject({ state: 'done', counts: { new: 24_000, wrong: 1 } });
    expect(await count('spend')).toBe(20);
  });

  it('whose connection to the database is cut again and again is imported once, row by row', async () => {
    const { workspace, upload, look, queue, count } = await office();
    const id = await upload(
      'touchpoints',
      `date,type,email,id\n${Array.from({ length: 400 }, (_, n) => `2026-09-01T10:00:00Z,call,person${n % 40}@nordhavn.dk,C${n}`).join('\n')}\n`,
    );
    await queue(id);
    let cuts = 0;
    // Whoever looks may be cut off, too.
    const stateNow = () =>
      look(id).then(
        ({ state }) => state,
        () => '',
      );
    for (let state = ''; state !== 'done'; state = await stateNow()) {
      const cut = (done: number) => {
        if (cuts >= 5 || done % 80 !== 0) return;
        cuts += 1;
        void owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
      };
      await runImport(db, { workspace, importId: id }, { size: 20, onProgress: cut }).catch(() => {});
    }
    expect(cuts).toBeGreaterThan(0);
    expect(await look(id)).toMatchObject({ counts: { rows: 400, new: 400, updated: 0, skipped: 0, wrong: 0 } });
    expect([await count('touchpoints'), await count('people')]).toEqual([400, 40]);
  });

  it('is undone by the worker part by part, and goes on where it was cut off', async () => {
    const { workspace, bringIn, look, undo, count, inside } = await office();
    const people = `email,name\n${Array.from({ length: 5_200 }, (_, n) => `person${n}@nordhavn.dk,Person ${n}`).join('\n')}\n`;
    const { id } = await bringIn('people', people);
    expect(await count('people')).toBe(5_200);
    expect(await undo(id)).toBe('undoing');
    await inside(({ db: open }) =>
      sql`update people set title = 'Indkøbschef' where email = 'person5@nordhavn.dk'`.execute(open),
    );
    const cutOff = (done: number) => {
      if (done > 2_000) throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
    };
    await expect(runImport(db, { workspace, importId: id }, { onProgress: cutOff })).rejects.toThrow('cut off');
    expect((await look(id)).state).toBe('undoing');
    await runImport(db, { workspace, importId: id });
    expect(await look(id)).toMatchObject({
      state: 'undone',
      // Whom somebody changed stays, and so does the company they work for.
      undone: {
        removed: 5_199,
        kept: [
          { kind: 'person', count: 1 },
          { kind: 'company', count: 1 },
        ],
      },
    });
    expect(await count('people')).toBe(1);
  });
});

describe('kinds and formats', () => {
  it('an Excel workbook is a table like any other', async () => {
    const { bringIn, count } = await office();
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const book = zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="Kontakter" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet><sheetData><row>${cell('E-mail')}${cell('Navn')}</row><row>${cell('anna@nordhavn.dk')}${cell('Anna Holm')}</row></sheetData></worksheet>`,
      ),
    });
    expect(await bringIn('people', book)).toMatchObject({ state: 'done', sheets: ['Kontakter'], counts: { new: 1, wrong: 0 } });
    expect(await count('people')).toBe(1);
  });

  it('a touchpoint holds whatever text the file holds, a separator of records being a space', async () => {
    const { workspace, bringIn } = await office();
    const title = 'A \\ "quoted"\t{x}, \\N, NULL and a tab';
    const file = `date,type,email,id,subject\n2026-09-01,call,anna@nordhavn.dk,1,"${title.replaceAll('"', '""')}"\n2026-09-02,call,anna@nordhavn.dk,2,one\u001Etwo\u001Fthree\n`;
    expect((await bringIn('touchpoints', file)).counts).toMatchObject({ new: 2, wrong: 0 });
    const { rows } = await owner.query(
      'select title, content, user_key, source, told from touchpoints where workspace_id = $1 order by occurred_at',
      [workspace],
    );
    const offline = { channel: 'outbound' };
    expect(rows).toEqual([
      { title, content: title, user_key: 'anna@nordhavn.dk', source: null, told: offline },
      { title: 'one two three', content: 'one two three', user_key: 'anna@nordhavn.dk', source: null, told: offline },
    ]);
  });

  it('touches that are here, or that a row before told of, are known again in whatever order and parts a file tells of them', async () => {
    const { workspace, bringIn, upload, queue, look, count } = await office();
    const exported = '0189f7a0-0000-7000-8000-00000000abcd';
    const row = (day: number, id = `C${day}`) => `2026-09-${String(day).padStart(2, '0')},call,anna@nordhavn.dk,${id}\n`;
    const header = 'date,type,email,id\n';
    await bringIn('touchpoints', header + [1, 3, 5].map((day) => row(day)).join('') + row(7, exported));
    const later = [row(8), row(5), row(2), row(2), row(8), row(7, exported.toUpperCase()), row(9), row(3)].join('');
    const wrong = '9999-12-31T23:59:59-05:00,call,anna@nordhavn.dk,C9999\n';
    const id = await upload('touchpoints', header + later + wrong);
    await queue(id);
    await runImport(db, { workspace, importId: id }, { size: 2 });
    const counts = { rows: 9, new: 3, updated: 0, skipped: 5, wrong: 1 };
    expect(await look(id)).toMatchObject({ state: 'done', counts });
    expect(await count('touchpoints')).toBe(7);
  });

  it('of one file, a touch by its id is one whether the id is written large or small', async () => {
    const { bringIn, count } = await office();
    const id = '0189f7a0-0000-7000-8000-00000000abcd';
    const file = `date,type,email,id\n2026-09-01,call,anna@nordhavn.dk,${id}\n2026-09-01,call,anna@nordhavn.dk,${id.toUpperCase()}\n`;
    expect((await bringIn('touchpoints', file)).counts).toMatchObject({ new: 1, skipped: 1, wrong: 0 });
    expect(await count('touchpoints')).toBe(1);
  });

  it('a company is meant by its name in large letters as in small, also by those that are not English', async () => {
    const { workspace, bringIn } = await office();
    await bringIn('companies', 'name,country\nÆBLE ØL A/S,Danmark\n');
    const deals = 'deal id,deal name,stage,company name\nD1,Pumper,Proposal,Æble Øl A/S\nD2,Ventiler,Proposal,æble øl a/s\n';
    expect((await bringIn('deals', deals)).counts).toMatchObject({ new: 2, wrong: 0 });
    const { rows } = await owner.query(
      'select c.name, count(d.id)::int as deals from companies c left join deals d on d.company_id = c.id where c.workspace_id = $1 group by c.workspace_id, c.id',
      [workspace],
    );
    expect(rows).toEqual([{ name: 'ÆBLE ØL A/S', deals: 2 }]);
  });

  it('a suppression list keeps its addresses from mail, once each, and is undone', async () => {
    const { workspace, bringIn, undo, count } = await office();
    const list = 'E-mail;Årsag\nAnna@nordhavn.dk;afmeldt\nbo@nordhavn.dk;\nanna@nordhavn.dk;spam\nikke en adresse;\n';
    const done = await bringIn('suppressions', list);
    expect(done).toMatchObject({ state: 'done', counts: { rows: 4, new: 2, skipped: 1, wrong: 1 } });
    expect((await bringIn('suppressions', `${list}\n`)).counts).toMatchObject({ new: 0, skipped: 3, wrong: 1 });
    expect(await count('suppressions')).toBe(2);
    // Nobody writes to them again whom marketing has not asked to.
    for (const role of ['sales', 'finance'] as const) {
      const member = await server.as(role, { workspace });
      expect((await member.delete(`/api/v1/imports/${done.id}`)).statusCode).toBe(403);
    }
    expect(await count('suppressions')).toBe(2);
    await undo(done.id);
    expect(await count('suppressions')).toBe(0);
  });

  it('an invoice that a spreadsheet told of without its seller is the one that the e-invoice tells of', async () => {
    const { bringIn, count } = await office();
    const xml = readFileSync(join(root, 'sample', 'en16931', 'ubl-tc434-example5.xml'));
    const fromXml = await bringIn('invoices', xml);
    const { rows } = await owner.query('select * from invoices where workspace_id = $1', [
      (await owner.query('select workspace_id from imports where id = $1', [fromXml.id])).rows[0].workspace_id,
    ]);
    const { number, issued_on, net_minor, tax_minor, gross_minor, currency, seller } = rows[0];
    const day = (date: Date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    const kroner = (minor: string) => (Number(minor) / 100).toFixed(2);
    const table = `number,date,customer,net,vat,total,currency\n${number},${day(issued_on)},Somebody,${kroner(net_minor)},${kroner(tax_minor)},${kroner(gross_minor)},${currency}\n`;
    expect(seller).not.toBe('');
    expect((await bringIn('invoices', table)).counts).toMatchObject({ new: 0, skipped: 1 });
    expect(await count('invoices')).toBe(1);
    // The other way round, the e-invoice says who the seller is.
    const other = await office();
    expect((await other.bringIn('invoices', table)).counts).toMatchObject({ new: 1 });
    expect((await other.bringIn('invoices', xml)).counts).toMatchObject({ new: 0, updated: 1 });
    expect(await other.count('invoices')).toBe(1);
  });
});
