import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import spec from './fixtures/segment-spec.json' with { type: 'json' };
import { findUnfit } from './json.ts';
import { type TrackingMessage, messageLimit, readBatch, readMessage } from './segment.ts';
import { inWords } from './sentences.ts';

const receivedAt = new Date('2026-09-23T13:00:00.000Z');

function read(raw: unknown): TrackingMessage {
  const reading = readMessage(raw, receivedAt);
  if (!reading.ok) throw new Error(`${reading.path}: ${inWords(reading.said)}`);
  return reading.message;
}
function refusal(raw: unknown): string {
  const reading = readMessage(raw, receivedAt);
  return reading.ok ? 'accepted' : `${reading.path || '(message)'} ${inWords(reading.said)}`;
}
const track = (fields: object) => ({ type: 'track', event: 'Report Submitted', userId: 'u1', ...fields });

describe('the examples of the specification', () => {
  test.each(['common', 'identify', 'page', 'track', 'screen', 'group', 'alias'] as const)('%s is read', (name) => {
    const message = read(spec[name]);
    expect(message.messageId).toBe(spec[name].messageId);
    expect(message.userId).toBe(spec[name].userId);
    expect(message.context).not.toHaveProperty('ip');
  });

  test('each call keeps what is its own', () => {
    expect(read(spec.track)).toMatchObject({ event: 'Course Clicked', properties: { title: 'Intro to Analytics' } });
    expect(read(spec.page)).toMatchObject({ name: 'Home', properties: { url: 'http://www.example.com' } });
    expect(read(spec.group)).toMatchObject({ groupId: '0e8c78ea9d97a7b8185e8632', traits: { employees: 329 } });
    expect(read(spec.alias)).toMatchObject({ previousId: '39239-239239-239239-23923' });
  });

  test('the sender’s clock is corrected by Segment’s formula', () => {
    // originalTimestamp lies 17 ms before sentAt, so it happened 17 ms before it was received, however wrong the sender's year is.
    expect(read(spec.track).occurredAt.toISOString()).toBe('2026-09-23T12:59:59.983Z');
  });
});

describe('when it happened', () => {
  const at = (fields: object) => read(track(fields)).occurredAt.toISOString();
  test('what a caller says happened earlier is not moved to the moment of the call', () => {
    const [timestamp, originalTimestamp] = ['2026-09-01T10:00:00Z', '2026-09-23T13:00:00Z'];
    expect(at({ timestamp, originalTimestamp, sentAt: '2026-09-23T13:00:00Z' })).toBe('2026-09-01T10:00:00.000Z');
  });

  test('without sentAt the sender’s word stands, in any zone', () => {
    expect(at({ timestamp: '2026-09-23T14:30:00+02:00' })).toBe('2026-09-23T12:30:00.000Z');
    expect(at({ timestamp: '2026-09-23T14:30:00+0200' })).toBe('2026-09-23T12:30:00.000Z');
    expect(at({ timestamp: '2026-09-01' })).toBe('2026-09-01T00:00:00.000Z');
    expect(at({})).toBe(receivedAt.toISOString());
  });
  test('a clock three hours fast is no future when sentAt shows it', () => {
    expect(at({ timestamp: '2026-09-23T16:00:00Z', sentAt: '2026-09-23T16:00:10Z' })).toBe('2026-09-23T12:59:50.000Z');
  });
  test('up to an hour ahead is now, more is refused', () => {
    expect(at({ timestamp: '2026-09-23T13:59:59Z' })).toBe(receivedAt.toISOString());
    expect(refusal(track({ timestamp: '2026-09-23T14:00:01Z' }))).toBe('/timestamp lies more than an hour in the future');
  });
  test.each(['1999-12-31T23:59:59Z', '0001-01-01T00:00:00Z'])('%s is too long ago', (timestamp) => {
    expect(refusal(track({ timestamp }))).toBe('/timestamp lies before the year 2000');
  });
  test.each(['2026-02-30T10:00:00Z', '2026-13-01', 'yesterday', '', 1_790_000_000_000, '2026-09-23T25:00:00Z', {}])(
    '%j is no time',
    (timestamp) => {
      expect(refusal(track({ timestamp }))).toContain('/timestamp must be a date and time');
      expect(refusal(track({ sentAt: timestamp }))).toContain('/sentAt must be a date and time');
    },
  );
});

describe('a refusal points to the field', () => {
  const deep = (levels: number): unknown => (levels ? { a: deep(levels - 1) } : 1);
  test.each([
    [null, '(message)'],
    [[], '(message)'],
    ['text', '(message)'],
    [{ type: 'buy', userId: 'u' }, '/type'],
    [{ type: 'track', userId: 'u' }, '/event'],
    [{ type: 'group', userId: 'u' }, '/groupId'],
    [{ type: 'alias', userId: 'u' }, '/previousId'],
    [{ type: 'alias', previousId: 'u' }, '/userId'],
    [{ type: 'page' }, '/anonymousId'],
    [track({ userId: ['u'] }), '/userId'],
    [track({ messageId: 'm'.repeat(257) }), '/messageId'],
    [track({ properties: [] }), '/properties'],
    [track({ context: 'web' }), '/context'],
    [track({ properties: { 'a/b': { note: 'nul\0' } } }), '/properties/a~1b/note'],
    [track({ properties: { list: [1, '\ud800'] } }), '/properties/list/1'],
    [track({ properties: { price: Infinity } }), '/properties/price'],
    [track({ properties: { long: 'x'.repeat(32_768) } }), '(message)'],
    [JSON.parse('{"type":"track","event":"x","userId":"u","traits":{"__proto__":{"admin":true}}}'), '/traits'],
    [track({ properties: { 'a\0': 1 } }), '/properties'],
    [track({ properties: deep(21) }), `/properties${'/a'.repeat(19)}`],
    [track({ properties: Object.fromEntries(Array.from({ length: 5 }, (_, index) => [index, 'x'.repeat(8000)])) }), '(message)'],
  ])('%#', (raw, path) => {
    expect(refusal(raw).split(' ')[0]).toBe(path);
  });

  test('twenty levels and 32 KB are accepted, octets are counted and not characters', () => {
    expect(refusal(track({ properties: deep(18) }))).toBe('accepted');
    const filled = (letter: string) => track({ properties: { a: letter.repeat(16_000), b: letter.repeat(8_000) } });
    expect(refusal(filled('x'))).toBe('accepted');
    expect(refusal(filled('ø'))).toContain(`${messageLimit} bytes`);
  });

  test('a hundred thousand levels do not exhaust the stack', () => {
    expect(
      refusal(JSON.parse(`{"type":"track","event":"x","userId":"u","properties":${'{"a":'.repeat(1e4)}1${'}'.repeat(1e4)}}`)),
    ).toContain('nested deeper');
    expect(refusal(JSON.parse(`${'['.repeat(1e5)}${']'.repeat(1e5)}`))).toBe('(message) must be an object');
  });
});

test('only our own script may leave out both ids', () => {
  const page = {
    type: 'page',
    context: { library: { name: 'samspil' }, consent: { categoryPreferences: { analytics: false, odd: 'x' } } },
  };
  expect(read(page)).toMatchObject({ cookieless: true, anonymousId: null, consent: { analytics: false } });
  expect(read({ ...page, anonymousId: 'a' })).toMatchObject({ cookieless: false, anonymousId: 'a' });
  expect(refusal({ ...page, context: {} })).toBe('/anonymousId needs a userId or an anonymousId');
});

test('the route names the type; another one in the message is a mistake', () => {
  expect(readMessage({ event: 'x', userId: 7 }, receivedAt, 'track')).toMatchObject({
    ok: true,
    message: { type: 'track', userId: '7' },
  });
  expect(readMessage({ type: 'page', userId: 'u' }, receivedAt, 'track')).toMatchObject({ ok: false, path: '/type' });
});

test('a batch lends its sentAt and context to messages that have none', () => {
  const context = { library: { name: 'samspil' } };
  const reading = readBatch({
    writeKey: 'wk',
    sentAt: '2026-09-23T13:00:00Z',
    context,
    batch: [{ type: 'page' }, { sentAt: 'own', context: {} }, 5],
  });
  expect(reading).toEqual({
    ok: true,
    messages: [{ type: 'page', sentAt: '2026-09-23T13:00:00Z', context }, { sentAt: 'own', context: {} }, 5],
    envelope: { sentAt: '2026-09-23T13:00:00Z', context },
  });
  expect(readBatch({ batch: {} })).toMatchObject({ ok: false, path: '/batch' });
  expect(readBatch([])).toMatchObject({ ok: false, path: '' });
});

test('property: no JSON makes it throw, and every answer can be kept as jsonb', () => {
  const anything = fc.jsonValue({ maxDepth: 6 });
  const message = fc.record(
    {
      type: fc.constantFrom('identify', 'page', 'track', 'screen', 'group', 'alias', 'x'),
      event: anything,
      userId: anything,
      groupId: anything,
      timestamp: fc.oneof(
        anything,
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      properties: fc.object({
        key: fc.string({ unit: 'binary' }),
        values: [fc.string({ unit: 'binary' }), fc.double(), fc.constant('\ud800')],
      }),
      context: anything,
    },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(fc.oneof(anything, message), (raw) => {
      const answer: unknown = JSON.parse(JSON.stringify(readMessage(raw, receivedAt)));
      expect(findUnfit(answer)).toBeNull();
    }),
    { numRuns: 500 },
  );
});
