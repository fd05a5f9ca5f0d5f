import { isCurrency } from '../revenue/money.ts';
import { channelCalled, notAChannel } from './channel-words.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind, namesIn, squash } from './kinds.ts';
import { recognise } from './ready-mappings.ts';
import type { ImportColumn, ImportMapping, ImportOptions } from './schema.ts';
import { said, type Said } from './sentences.ts';
import { readEmail } from './values.ts';

export interface ProposedMapping {
  mapping: ImportMapping;
  /** The tool whose export this is, when it was recognised. */
  tool: string | null;
}

/**
 * Which column is probably which field: by a recognised tool's ready mapping, else by the columns' names in four languages; an e-mail column
 * with a name of its own is known by its samples. Each field gets at most one column, the best match first.
 */
export function proposeMapping(
  kind: ImportKind,
  headers: readonly string[],
  samples: readonly (readonly string[])[] = [],
): ProposedMapping {
  const ready = recognise(headers);
  if (ready?.kind === kind) return { mapping: { columns: ready.columns, options: ready.options }, tool: ready.tool };
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  const take = (header: string, field: string) => {
    columns[header] = field;
    taken.add(field);
  };
  for (const candidate of candidates(kind, headers)) {
    if (!Object.hasOwn(columns, candidate.header) && !taken.has(candidate.field)) take(candidate.header, candidate.field);
  }
  if ('email' in fieldsOf(kind) && !taken.has('email')) {
    const found = headers.find((header, index) => !Object.hasOwn(columns, header) && areEmails(samples[index] ?? []));
    if (found !== undefined) take(found, 'email');
  }
  return { mapping: { columns, options: {} }, tool: null };
}

/** Matches of a header and a field, the most telling name first: a field's own name, then its synonyms in their order. */
function candidates(kind: ImportKind, headers: readonly string[]): { header: string; field: string }[] {
  const found = headers.flatMap((header) =>
    Object.entries(fieldsOf(kind)).flatMap(([field, { synonyms }]) => {
      const rank = [squash(field), ...namesIn(synonyms)].indexOf(squash(header));
      return rank === -1 ? [] : [{ header, field, rank }];
    }),
  );
  return found.sort((one, other) => one.rank - other.rank);
}

function areEmails(samples: readonly string[]): boolean {
  return samples.length > 0 && samples.every((sample) => 'value' in readEmail(sample));
}

/**
 * Whether these cells name the columns of a kind: they are a recognised tool's, or all that is required is among them, at least two fields,
 * and as many of the cells are fields as are not. A row of values may hold one such word, such as `mail`.
 */
export function nameColumns(kind: ImportKind, cells: readonly string[]): boolean {
  if (recognise(cells)?.kind === kind) return true;
  const filled = cells.map(squash).filter((cell) => cell !== '');
  const named = filled.flatMap((cell) => fieldsByName(kind).get(cell) ?? []);
  const fields = new Set(named);
  return fields.size > 1 && named.length * 2 >= filled.length && missingFields(kind, fields).length === 0;
}

const fieldsByNames = new Map<ImportKind, ReadonlyMap<string, string>>();

/** The field that a column's name means, by the name as it is squashed. */
function fieldsByName(kind: ImportKind): ReadonlyMap<string, string> {
  const known = fieldsByNames.get(kind);
  if (known) return known;
  const all = Object.entries(fieldsOf(kind)).flatMap(([field, { synonyms }]) =>
    [squash(field), ...namesIn(synonyms)].map((name) => [name, field] as const),
  );
  const made = new Map(all);
  fieldsByNames.set(kind, made);
  return made;
}

/** The kind of file these headers most probably are: a recognised tool's, else the one whose fields most of them name. */
export function proposeKind(headers: readonly string[]): ImportKind {
  const ready = recognise(headers);
  if (ready) return ready.kind;
  const kinds = Object.keys(IMPORT_KINDS) as ImportKind[];
  const ranked = kinds.map((kind) => {
    const fields = new Set(Object.values(proposeMapping(kind, headers).mapping.columns));
    return { kind, score: fields.size - missingFields(kind, fields).length * 2 };
  });
  return ranked.reduce((best, next) => (next.score > best.score ? next : best)).kind;
}

/** What is wrong with a mapping as a whole; empty when rows can be read with it. */
export function mappingProblems(kind: ImportKind, headers: readonly string[], mapping: ImportMapping): Said[] {
  const fields = fieldsOf(kind);
  const entries = Object.entries(mapping.columns);
  const unknownColumns = entries
    .filter(([header]) => !headers.includes(header))
    .map(([column]) => said('noSuchColumn', { column }));
  const unknownFields = entries
    .filter(([, field]) => !Object.hasOwn(fields, field))
    .map(([column, value]) => said('noSuchField', { column, value, choices: Object.keys(fields).join(', ') }));
  const repeated = entries.filter(([, field], index) => entries.findIndex(([, other]) => other === field) !== index);
  const twice = repeated.map(([column, field]) => said('fieldTwice', { column, field }));
  const missing = missingFields(kind, new Set(entries.map(([, field]) => field))).map((fields) =>
    said('fieldUnmapped', { fields }),
  );
  return [...unknownColumns, ...unknownFields, ...twice, ...missing, ...optionProblems(mapping.options)];
}

function optionProblems({ channel, currency, timeZone }: ImportOptions): Said[] {
  return [
    ...(channel === undefined || channelCalled(channel) !== null ? [] : [notAChannel(channel)]),
    ...(currency === undefined || isCurrency(currency) ? [] : [said('notACurrency', { value: currency })]),
    ...(timeZone === undefined || isTimeZone(timeZone) ? [] : [said('notATimeZone', { value: timeZone })]),
  ];
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function missingFields(kind: ImportKind, mapped: ReadonlySet<string>): string[] {
  const required = Object.entries(fieldsOf(kind)).filter(([, field]) => field.required);
  const missing = required.map(([name]) => name).filter((name) => !mapped.has(name));
  const { oneOf } = IMPORT_KINDS[kind];
  return oneOf.some((name) => mapped.has(name)) ? missing : [...missing, oneOf.join(' ')];
}

/** The file's columns as they are shown for mapping. */
export function describeColumns(
  headers: readonly string[],
  mapping: ImportMapping,
  samples: readonly (readonly string[])[],
): ImportColumn[] {
  return headers.map((header, index) => ({
    header,
    field: Object.hasOwn(mapping.columns, header) ? (mapping.columns[header] ?? null) : null,
    samples: [...(samples[index] ?? [])],
  }));
}
