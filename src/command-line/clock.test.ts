import { PassThrough, Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { clockCommand } from './clock.ts';

const hours: [string, string][] = [['10:00', '18:00']];
const calendar = {
  timeZone: 'Europe/Copenhagen',
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays: ['2026-12-24'],
  absences: [['2026-09-24T12:00', '2026-09-25T00:00']],
};
const dueQuestion = { op: 'due', start: '2026-09-23T15:00:00+02:00', hours: 10, calendar };
const elapsedQuestion = { op: 'elapsed', start: '2026-09-23T15:00:00+02:00', end: '2026-09-25T13:00:00Z', calendar };

async function ask(chunks: Iterable<string | Uint8Array>): Promise<unknown[]> {
  const output = new PassThrough();
  const read = output.setEncoding('utf8').toArray();
  await clockCommand(Readable.from(chunks, { objectMode: true }), output);
  output.end();
  const text = (await read).join('');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}
const askOne = async (question: unknown) => (await ask([JSON.stringify(question)]))[0];

test('a due time and elapsed minutes are answered line by line', async () => {
  const lines = `${JSON.stringify(dueQuestion)}\n${JSON.stringify(elapsedQuestion)}\r\n`;
  expect(await ask([lines])).toEqual([{ due: '2026-09-25T13:00:00Z' }, { minutes: 600 }]);
});

test('an empty line is a wrong question, so that answers and lines stay in step; the end of the last line is none', async () => {
  const [due, empty] = [{ due: '2026-09-25T13:00:00Z' }, { error: 'The line is empty.' }];
  const question = JSON.stringify(dueQuestion);
  expect(await ask([`${question}\n\n  \r\n${question}\n`])).toEqual([due, empty, empty, due]);
  expect(await ask([`\n${question}`])).toEqual([empty, due]);
  expect(await ask([question, '\n'])).toEqual([due]);
  expect(await ask(['\n'])).toEqual([empty]);
  expect(await ask([])).toEqual([]);
});

test('fractions are kept: milliseconds in a due time, parts of a minute elapsed', async () => {
  expect(await askOne({ ...dueQuestion, start: '2026-09-23T15:00:00.250+02:00', hours: 1 })).toEqual({
    due: '2026-09-23T14:00:00.250Z',
  });
  expect(await askOne({ ...elapsedQuestion, end: '2026-09-23T15:01:30+02:00' })).toEqual({ minutes: 1.5 });
});

test.each([
  [{ ...dueQuestion, op: 'when' }, 'op must be "due" or "elapsed"'],
  [[], 'must be an object'],
  [{ ...dueQuestion, hours: undefined }, 'hours must be a number'],
  [{ ...dueQuestion, hours: '10' }, 'hours must be a number'],
  [{ ...dueQuestion, hours: -1 }, 'hours must be 0 or more'],
  [{ ...dueQuestion, hours: Number.NaN }, 'hours must be a number'],
  [{ ...dueQuestion, hours: 1e300 }, 'not enough working time'],
  [{ ...dueQuestion, start: '2026-09-23T15:00:00' }, 'start must be a time with its offset'],
  [{ ...dueQuestion, start: '2026-02-30T15:00:00Z' }, 'start must be a time with its offset'],
  [{ ...dueQuestion, start: '0001-01-01T15:00:00Z' }, 'years 1000 to 9999'],
  [{ ...dueQuestion, calendar: { ...calendar, timeZone: 'Mars/Base' } }, 'calendar.timeZone must be an IANA time zone'],
  [{ ...dueQuestion, calendar: { ...calendar, weekly: {} } }, 'calendar.weekly has no working time'],
  [
    { ...dueQuestion, calendar: { ...calendar, absences: [['2000-01-01T00:00', '9999-12-31T24:00']] } },
    'not enough working time',
  ],
  [{ ...dueQuestion, calendar: undefined }, 'calendar'],
  [{ ...elapsedQuestion, end: undefined }, 'end must be a time with its offset'],
  [{ ...elapsedQuestion, end: '2026-09-23T12:59:59Z' }, 'must not be before the start'],
])('a wrong question gets a sentence: %j', async (question, message) => {
  expect(await askOne(question)).toEqual({ error: expect.stringContaining(message) });
});

test('a bad line spoils no other', async () => {
  const good = JSON.stringify(dueQuestion);
  const answers = await ask([
    `${good}\n{"op":\n${good}\n1e400\n`,
    `${'['.repeat(100_000)}\n`,
    'x'.repeat(1_500_000),
    'x'.repeat(1_500_000),
    `\n${good}`,
  ]);
  expect(answers).toEqual([
    { due: '2026-09-25T13:00:00Z' },
    { error: 'The line is not valid JSON.' },
    { due: '2026-09-25T13:00:00Z' },
    { error: expect.stringContaining('must be an object') },
    { error: 'The line is not valid JSON.' },
    { error: 'The line is longer than 2000000 characters.' },
    { due: '2026-09-25T13:00:00Z' },
  ]);
});

test('lines and letters may be cut anywhere by the transport', async () => {
  const bytes = new TextEncoder().encode(
    `\uFEFF${JSON.stringify({ ...dueQuestion, note: 'Ærø – 𝄞' })}\n${JSON.stringify(elapsedQuestion)}\n`,
  );
  const pieces = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, index) => bytes.slice(index * 3, index * 3 + 3));
  expect(await ask(pieces)).toEqual([{ due: '2026-09-25T13:00:00Z' }, { minutes: 600 }]);
});

test('100,000 lines are answered in order and no faster than they are taken', { timeout: 60_000 }, async () => {
  const count = 100_000;
  const tail = JSON.stringify({ ...dueQuestion, hours: 0 }).replace(/^.*?,"hours"/, ',"hours"');
  let asked = 0;
  function* lines() {
    for (; asked < count; asked++) yield `{"op":"due","start":"${new Date(1.79e12 + asked * 1000).toISOString()}"${tail}\n`;
  }
  let answered = 0;
  let furthestAhead = 0;
  const slow = new Writable({
    highWaterMark: 1024,
    write(chunk: Uint8Array, _, done) {
      for (const line of new TextDecoder().decode(chunk).split('\n').filter(Boolean)) {
        expect(line).toBe(`{"due":"${new Date(1.79e12 + answered * 1000).toISOString().replace('.000', '')}"}`);
        answered++;
      }
      furthestAhead = Math.max(furthestAhead, asked - answered);
      setImmediate(done);
    },
  });
  await clockCommand(Readable.from(lines()), slow);
  await new Promise<void>((resolve) => {
    slow.end(resolve);
  });
  expect(answered).toBe(count);
  expect(furthestAhead).toBeLessThan(1000);
});

test('it ends quietly when nobody reads the answers any more', async () => {
  const gone = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  await expect(clockCommand(Readable.from([`${JSON.stringify(dueQuestion)}\n`, '\n']), gone)).resolves.toBeUndefined();
});
