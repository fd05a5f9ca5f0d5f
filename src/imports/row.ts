import { restored } from '../exports/formula.ts';
import { formatMinor, isCurrency, MoneyError, parseMinor } from '../revenue/money.ts';
import { tidyOrganisationNumber } from '../revenue/organisation-number.ts';
import { remembered } from '../touchpoints/remembered.ts';
import { channelCalled, readChannel } from './channel-words.ts';
import { readCountry } from './countries.ts';
import type { TableRow } from './delimited.ts';
import {
  fieldsOf,
  type FieldType,
  IMPORT_KINDS,
  type ImportField,
  type ImportKind,
  type ImportRecord,
  namesIn,
  squash,
} from './kinds.ts';
import type { ImportMapping } from './schema.ts';
import { said, type Said } from './sentences.ts';
import {
  type ColumnEvidence,
  type DateFormat,
  dateFormatOf,
  type DecimalSign,
  decimalSignOf,
  isDigest,
  NO_EVIDENCE,
  readCount,
  readDay,
  readDomain,
  readEmail,
  type Reading,
  readMicros,
  readMoment,
  readNumber,
  readYesNo,
  shorten,
} from './values.ts';

/** What is wrong with a cell, or with the row as a whole where `field` and `column` are `null`. */
export interface FieldProblem {
  field: string | null;
  column: string | null;
  value: string;
  problem: Said;
}

/** A row as its kind understands it: what follows from its other cells is filled in. */
export type ReadRecord<K extends ImportKind> = ImportRecord<K> &
  (K extends 'deals'
    ? { outcome: 'won' | 'lost' | 'open' }
    : K extends 'spend'
      ? { amount: string; currency: string }
      : K extends 'invoices'
        ? { kind: 'invoice' | 'credit_note'; net: number; currency: string }
        : unknown);

/** `notes` tell what was left out of a row that is otherwise good. */
export type RowResult<K extends ImportKind> =
  | { status: 'read'; record: ReadRecord<K>; notes: FieldProblem[] }
  | { status: 'skipped' }
  | { status: 'wrong'; problems: FieldProblem[] };

/** A record under construction; its type is known when every field has been read. */
type Draft = Record<string, string | number | boolean | null>;

/** A cell's field with what is known about its column. */
interface MappedColumn {
  field: string;
  definition: ImportField;
  column: string;
  index: number;
  read: (cell: string) => ReadCell;
}

/** What a cell says; `null` where there is nothing in it. A `note` tells what was left out of it. */
type ReadCell = { value: string | number | boolean } | { problem: FieldProblem } | { note: FieldProblem } | null;

/** How a column writes what can be written in more ways than one. */
interface Manner {
  sign: DecimalSign | null;
  dateFormat: DateFormat;
  timeZone: string;
}

/**
 * A reader of the rows of a file: a raw row in, a typed record out, or every problem of the row with its field and column. Money is in minor
 * units of the row's currency or the mapping's; spend stays an exact decimal until it is summed. A credit note's amounts are negative.
 * `evidence` is what the whole columns prove (`surveyColumns`); what the mapping's options declare goes before it.
 */
export function rowReader<K extends ImportKind>(
  kind: K,
  headers: readonly string[],
  mapping: ImportMapping,
  evidence: readonly ColumnEvidence[] = [],
): (row: TableRow) => RowResult<K> {
  const columns = mappedColumns(kind, headers, mapping, evidence);
  const money = columns.filter(({ definition }) => MONEY.has(definition.type));
  const required = Object.entries(fieldsOf(kind)).flatMap(([field, definition]) => (definition.required ? [field] : []));
  const emptyRecord = Object.fromEntries(Object.keys(fieldsOf(kind)).map((field) => [field, null]));
  const declared = (['channel', 'source', 'currency'] as const).flatMap((option) => {
    const given = mapping.options[option];
    const value = option === 'channel' && given !== undefined ? channelCalled(given) : given;
    return option in emptyRecord && value !== undefined && value !== null ? [[option, value] as const] : [];
  });

  return ({ cells, problem, nested }) => {
    if (problem !== null)
      return { status: 'wrong', problems: [{ field: null, column: null, value: shorten(cells.join(' ')), problem }] };
    const record: Draft = { ...emptyRecord };
    const problems: FieldProblem[] = [];
    const notes: FieldProblem[] = [];
    for (const { field, column, index, read } of columns) {
      if (nested?.has(index)) {
        problems.push({ field, column, value: shorten(cells[index] ?? ''), problem: said('nestedValue') });
        continue;
      }
      const told = read(cells[index] ?? '');
      if (told === null) continue;
      if ('value' in told) record[field] = told.value;
      else if ('note' in told) notes.push(told.note);
      else problems.push(told.problem);
    }
    // Marked as deleted in the tool it comes from.
    if (record['deleted'] === true) return { status: 'skipped' };
    for (const [field, value] of declared) record[field] ??= value;
    const complain = (field: string, problem: Said) => {
      // A cell that could not be read has been named already; what is missing because of it is no news.
      if (problems.some((known) => known.field === field)) return;
      const column = columns.find((mapped) => mapped.field === field);
      problems.push({
        field,
        column: column?.column ?? null,
        value: shorten(column ? (cells[column.index] ?? '') : ''),
        problem,
      });
    };
    demandFields(kind, required, record, complain);
    settleMoney(money, record, complain);
    COMPLETIONS[kind]?.(record, complain);
    return problems.length > 0
      ? { status: 'wrong', problems }
      : { status: 'read', record: record as unknown as ReadRecord<K>, notes };
  };
}

function mappedColumns(
  kind: ImportKind,
  headers: readonly string[],
  mapping: ImportMapping,
  evidence: readonly ColumnEvidence[],
): MappedColumn[] {
  const fields = fieldsOf(kind);
  return headers.flatMap((column, index) => {
    const field = Object.hasOwn(mapping.columns, column) ? mapping.columns[column] : undefined;
    const definition = field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (field === undefined || definition === undefined) return [];
    const proof = evidence[index] ?? NO_EVIDENCE;
    const { decimal, dateFormat, timeZone = 'UTC' } = mapping.options;
    const manner = { sign: decimal ?? decimalSignOf(proof), dateFormat: dateFormat ?? dateFormatOf(proof), timeZone };
    const read = cellReader(field, column, definition, manner);
    return [{ field, definition, column, index, read: REPEATED.has(definition.type) ? remembered(MOST_REMEMBERED, read) : read }];
  });
}

/** A reader of the cells of one column. */
function cellReader(field: string, column: string, definition: ImportField, manner: Manner): (cell: string) => ReadCell {
  const isRecognising = RECOGNISING.has(definition.type);
  return (cell) => {
    const written = cell.trim();
    if (isEmpty(written)) return null;
    const text = restored(written);
    if (isRecognising && isDigest(text)) return { note: { field, column, value: shorten(text), problem: said('digest') } };
    const reading = readText(text, definition, manner);
    if ('value' in reading) return reading;
    const told = { field, column, value: shorten(text), problem: reading.problem };
    return DISPENSABLE.has(definition.type) ? { note: told } : { problem: told };
  };
}

/** What people and companies are recognised by, and what is therefore hidden before a file is given away. */
const RECOGNISING = new Set<FieldType>(['email', 'domain', 'organisationNumber']);

/**
 * What a row is good without. A country is free text in most tools, and a misspelt one is no reason to lose a customer: it is left out, and
 * told in the preview and in the file of rows to correct. A day, an amount or an address that cannot be read makes the row wrong, for it
 * decides figures, or who somebody is.
 */
const DISPENSABLE = new Set<FieldType>(['country']);

/** What costs something to read and stands in many rows alike. */
const REPEATED = new Set<FieldType>(['email', 'domain', 'organisationNumber', 'day', 'choice', 'currency', 'channel', 'country']);
const MOST_REMEMBERED = 2000;

const MONEY = new Set<FieldType>(['amount', 'cost', 'micros']);

/** Words that exports write where there is nothing. */
const NOTHING = new Set(['', '-', '--', '—', 'null', '\\n', 'n/a', '#n/a', '(blank)', '(no value)']);

function isEmpty(text: string): boolean {
  return text.length <= 10 && NOTHING.has(text.toLowerCase());
}

function readText(
  text: string,
  definition: ImportField,
  { sign, dateFormat, timeZone }: Manner,
): Reading<string | number | boolean> {
  switch (definition.type) {
    case 'email':
      return readEmail(text);
    case 'domain':
      return readDomain(text);
    case 'channel':
      return readChannel(text);
    case 'country':
      return readCountry(text);
    case 'organisationNumber':
      return { value: tidyOrganisationNumber(text) };
    case 'day':
      return readDay(text, dateFormat, timeZone);
    case 'moment':
      return readMoment(text, dateFormat, timeZone);
    case 'count':
      return readCount(text, sign);
    case 'amount':
    case 'cost':
      return readNumber(text, sign);
    case 'micros':
      return readMicros(text, sign);
    case 'currency':
      return isCurrency(text.toUpperCase())
        ? { value: text.toUpperCase() }
        : { problem: said('notACurrency', { value: shorten(text) }) };
    case 'yesNo':
      return readYesNo(text);
    case 'choice':
      return readChoice(text, definition.choices ?? {});
    default:
      return text.length > LONGEST_TEXT
        ? { problem: said('textTooLong', { length: text.length, most: LONGEST_TEXT }) }
        : { value: text };
  }
}

const LONGEST_TEXT = 2000;

function readChoice(text: string, choices: Readonly<Record<string, string>>): Reading<string> {
  const word = squash(text);
  const found = Object.entries(choices).find(([choice, words]) => squash(choice) === word || namesIn(words).includes(word));
  return found
    ? { value: found[0] }
    : { problem: said('noneOf', { value: shorten(text), choices: Object.keys(choices).join(', ') }) };
}

type Complain = (field: string, problem: Said) => void;

function demandFields(kind: ImportKind, required: readonly string[], record: Draft, complain: Complain): void {
  for (const field of required) if (record[field] === null) complain(field, said('fieldEmpty', { field }));
  const { oneOf } = IMPORT_KINDS[kind];
  if (oneOf.every((field) => record[field] === null)) complain(oneOf[0], said('lacksAll', { fields: oneOf.join(' ') }));
}

/** Amounts have been read as decimals; with the row's currency known they become minor units. */
function settleMoney(columns: readonly MappedColumn[], record: Draft, complain: Complain): void {
  const { currency } = record;
  for (const { field, definition } of columns) {
    const decimal = record[field];
    if (typeof decimal !== 'string') continue;
    if (typeof currency !== 'string') {
      complain('currency', said('noCurrency'));
      continue;
    }
    if (definition.type !== 'amount') continue;
    try {
      record[field] = parseMinor(decimal, currency);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      complain(field, error.said);
      record[field] = null;
    }
  }
}

/** What a kind concludes from its own cells. */
const COMPLETIONS: Partial<Record<ImportKind, (record: Draft, complain: Complain) => void>> = {
  deals(record) {
    const stage = typeof record['stage'] === 'string' ? squash(record['stage']) : '';
    record['outcome'] ??= outcomeOf(record['isWon'] === true, record['isClosed'] === true, stage);
  },

  spend(record) {
    record['amount'] ??= record['amountMicros'] ?? null;
    record['amountMicros'] = null;
  },

  invoices(record, complain) {
    record['kind'] ??= record['creditedNumber'] === null ? 'invoice' : 'credit_note';
    const { net, tax, gross, currency } = record;
    if (typeof net === 'number' && typeof tax === 'number') record['gross'] ??= net + tax;
    if (typeof net === 'number' && typeof gross === 'number') record['tax'] ??= gross - net;
    if (typeof gross === 'number' && typeof tax === 'number') record['net'] ??= gross - tax;
    if (typeof gross === 'number' && record['net'] === null) {
      complain('net', said('noNet'));
    }
    if (
      typeof net === 'number' &&
      typeof tax === 'number' &&
      typeof gross === 'number' &&
      net + tax !== gross &&
      typeof currency === 'string'
    ) {
      const inFull = (minor: number) => `${formatMinor(minor, currency)} ${currency}`;
      complain('gross', said('grossDiffers', { gross: inFull(gross), should: inFull(net + tax) }));
    }
    if (record['kind'] === 'credit_note' && Number(record['net']) > 0) {
      for (const field of ['net', 'tax', 'gross']) record[field] = typeof record[field] === 'number' ? 0 - record[field] : null;
    }
  },
};

function outcomeOf(isWon: boolean, isClosed: boolean, stage: string): 'won' | 'lost' | 'open' {
  const outcome = fieldsOf('deals')['outcome']?.choices ?? {};
  if (isWon || (stage !== '' && namesIn(outcome['won'] ?? '').includes(stage))) return 'won';
  return isClosed || (stage !== '' && namesIn(outcome['lost'] ?? '').includes(stage)) ? 'lost' : 'open';
}
