import { zipped } from '../src/platform/zip.ts';

/** Files as tools export them, of any length, made while they are read. */

export type BenchKind = 'touchpoints' | 'spend' | 'people' | 'companies' | 'deals' | 'invoices';

/** Whom the touchpoints are of. */
export const PEOPLE = 1000;
const LINES = 1000;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 10, 1);
const channels = ['paid_search', 'organic_search', 'email', 'referral', 'event'];

const dayOf = (n: number) => new Date(FIRST_DAY + n * DAY_MS).toISOString().slice(0, 10);

function* file(header: string, count: number, line: (n: number) => string): Generator<Uint8Array> {
  yield Buffer.from(`${header}\n`);
  for (let from = 0; from < count; from += LINES)
    yield Buffer.from(Array.from({ length: Math.min(LINES, count - from) }, (_, n) => `${line(from + n)}\n`).join(''));
}

export const importFiles: Record<BenchKind, (count: number) => Iterable<Uint8Array>> = {
  people: (count) =>
    file(
      'email,external id,first name,last name,company,job title,country,created at',
      count,
      (n) =>
        `person${n}@firma${n % 2000}.dk,C-${n},Anna${n % 500},Holm${n % 900},Firma ${n % 2000} A/S,Indkøbschef,Danmark,${dayOf(n % 300)}T08:15:00Z`,
    ),
  touchpoints: (count) =>
    file(
      'occurred at,kind,email,external id,channel,source,medium,campaign,subject,url',
      count,
      (n) =>
        `${new Date(FIRST_DAY + n * 30_000).toISOString()},page,person${n % PEOPLE}@firma${(n % PEOPLE) % 2000}.dk,T-${n},${channels[n % channels.length]},source ${n % 20},medium ${n % 5},campaign ${n % 200},Om pumper til skibe nr. ${n % 400},https://nordhavn.dk/pumper/${n % 400}`,
    ),
  spend: (count) =>
    file(
      'day,source,channel,campaign,cost,currency,clicks,impressions',
      count,
      (n) =>
        `${dayOf(n % 365)},google,paid_search,Kampagne ${Math.floor(n / 365)},${(n % 9000) / 100 + 1},DKK,${n % 300},${n % 20_000}`,
    ),
  companies: (count) =>
    file(
      'company id,name,domain,organisation number,country,industry,employees',
      count,
      (n) => `A-${n},Firma ${n} A/S,firma${n}.dk,${10_000_000 + n},Danmark,Maskinindustri,${n % 500}`,
    ),
  deals: (count) =>
    file(
      'deal id,deal name,stage,amount,currency,company name,contact email,create date,close date',
      count,
      (n) =>
        `D-${n},Pumpe nr. ${n},${n % 3 === 0 ? 'Won' : 'Proposal'},${(n % 9000) * 100},DKK,Firma ${n % 2000} A/S,person${n % PEOPLE}@firma${n % PEOPLE}.dk,${dayOf(n % 200)},${dayOf((n % 200) + 30)}`,
    ),
  invoices: (count) =>
    file(
      'number,invoice date,due date,customer name,net,vat,currency',
      count,
      (n) =>
        `${100_000 + n},${dayOf(n % 300)},${dayOf((n % 300) + 30)},Firma ${n % 2000} A/S,${(n % 9000) * 100},${(n % 9000) * 25},DKK`,
    ),
};

export const formats = ['csv', 'json', 'xlsx'] as const;
export type BenchFormat = (typeof formats)[number];

/** The rows of a file in another format: JSON Lines, or a workbook whose texts stand in a table of their own, as Excel writes it. */
export function inFormat(file: Iterable<Uint8Array>, format: BenchFormat): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (format === 'json') return asJson(file);
  return format === 'xlsx' ? asWorkbook(file) : file;
}

/** No cell of the files above holds a comma or a quotation mark. */
function* linesOf(file: Iterable<Uint8Array>): Generator<string[][]> {
  for (const piece of file)
    yield Buffer.from(piece)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
}

function* asJson(file: Iterable<Uint8Array>): Generator<Uint8Array> {
  let headers: string[] | null = null;
  for (const lines of linesOf(file)) {
    if (headers === null) headers = lines.shift() ?? [];
    const names = headers;
    const objects = lines.map((cells) => Object.fromEntries(names.map((name, place) => [name, cells[place]])));
    yield Buffer.from(objects.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }
}

function asWorkbook(file: Iterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const texts = new Map<string, number>();
  const textOf = (cell: string) => {
    const known = texts.get(cell) ?? texts.size;
    texts.set(cell, known);
    return `<c t="s"><v>${known}</v></c>`;
  };
  const cellOf = (cell: string) => (/^\d+(\.\d+)?$/.test(cell) ? `<c><v>${cell}</v></c>` : textOf(cell));
  function* sheet() {
    yield '<worksheet><sheetData>';
    for (const lines of linesOf(file)) yield lines.map((cells) => `<row>${cells.map(cellOf).join('')}</row>`).join('');
    yield '</sheetData></worksheet>';
  }
  function* shared() {
    yield '<sst>';
    for (const text of texts.keys()) yield `<si><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></si>`;
    yield '</sst>';
  }
  return zipped([
    { name: 'xl/worksheets/sheet1.xml', content: sheet() },
    { name: 'xl/sharedStrings.xml', content: shared() },
    { name: 'xl/workbook.xml', content: ['<workbook><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>'] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: ['<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'],
    },
  ]);
}
