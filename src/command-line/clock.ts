/** `samspil clock`: business-hours arithmetic over JSON lines, one answer per question, in order. */
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { due, elapsed } from '../calendars/clock.ts';
import { calendarSchema, sentence } from '../calendars/schema.ts';

/** The longest question, in characters: more than a calendar with all the closures it may have. */
const LONGEST_LINE = 2_000_000;

const instantSchema = z.iso.datetime({
  offset: true,
  error: 'must be a time with its offset such as "2026-09-23T15:00:00+02:00"',
});
const hoursSchema = z.number('must be a number of hours').min(0, 'must be 0 or more');
const questionSchema = z.discriminatedUnion(
  'op',
  [
    z.object({ op: z.literal('due'), start: instantSchema, hours: hoursSchema, calendar: calendarSchema }),
    z.object({ op: z.literal('elapsed'), start: instantSchema, end: instantSchema, calendar: calendarSchema }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? 'must be "due" or "elapsed"' : 'must be an object such as {"op": "due", …}',
  },
);

/**
 * Answers each line of `input` with a line on `output`: `{"due": "2026-09-25T13:00:00Z"}`, `{"minutes": 600}`, or `{"error": "…"}` for that
 * line alone, an empty one too; only what follows the last newline is no line when it is empty. Reads no faster than the answers are taken; ends quietly when nobody reads them any more.
 */
export async function clockCommand(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(input, answers, output, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

/** The answers to the lines that each chunk completes, as one piece. */
async function* answers(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  let tooLong = false;
  const answerLine = (rest: string) => {
    const answer = tooLong || line.length + rest.length > LONGEST_LINE ? tooLongAnswer : answerOf(line + rest);
    line = '';
    tooLong = false;
    return answer;
  };
  for await (const chunk of chunks) {
    const [first = '', ...more] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    let written = '';
    let rest = first;
    for (const next of more) {
      written += answerLine(rest);
      rest = next;
    }
    // Of a line that is too long only the fact is kept.
    tooLong ||= line.length + rest.length > LONGEST_LINE;
    line = tooLong ? '' : line + rest;
    if (written) yield written;
  }
  const end = decoder.decode();
  if (tooLong || line + end !== '') yield answerLine(end);
}

const tooLongAnswer = written({ error: `The line is longer than ${LONGEST_LINE} characters.` });

/** The answer to one line, with its line end. */
function answerOf(line: string): string {
  if (line.trim() === '') return written({ error: 'The line is empty.' });
  try {
    return written(answer(JSON.parse(line)));
  } catch (error) {
    if (error instanceof SyntaxError) return written({ error: 'The line is not valid JSON.' });
    if (error instanceof RangeError) return written({ error: error.message });
    throw error;
  }
}

function answer(input: unknown): { due: string } | { minutes: number } | { error: string } {
  const parsed = questionSchema.safeParse(input);
  if (!parsed.success) return { error: `The question is not usable: ${sentence(parsed.error)}.` };
  const question = parsed.data;
  const start = new Date(question.start);
  if (question.op === 'elapsed') return { minutes: elapsed(start, new Date(question.end), question.calendar) };
  return { due: due(start, question.hours, question.calendar).toISOString().replace('.000Z', 'Z') };
}

function written(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
