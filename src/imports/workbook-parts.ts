import { TableError } from './delimited.ts';
import { said } from './sentences.ts';

/** The small parts of a workbook (.xlsx): how its sheets are called, which number formats are dates, and its XML as tags and texts. */

/** A tag with its attributes, or the text between two. */
export type Token = { open: string; attributes: string; empty: boolean } | { close: string } | { text: string };

const LONGEST_SIGN = 12;
const LONGEST_TAG = 1 << 16;

/**
 * Takes XML in pieces and tells its tags and texts, by local names. It knows as much XML as workbooks need: no entities of a document's own
 * are ever resolved. @returns what to feed the pieces to
 */
export function tokenizer(tell: (token: Token) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    rest += piece;
    let position = 0;
    for (;;) {
      const start = rest.indexOf('<', position);
      if (start === -1) {
        // A long text is told as it comes, but for a sign at its end that may be half a sign.
        const half = rest.slice(-LONGEST_SIGN).search(/&[^;]*$|_x?[0-9A-F]*$/i);
        const end = half === -1 ? rest.length : Math.max(position, rest.length - LONGEST_SIGN) + half;
        if (end > position) tell({ text: unescape(rest.slice(position, end)) });
        position = Math.max(position, end);
        break;
      }
      const end = rest.indexOf('>', start);
      if (end === -1) {
        if (rest.length - start > LONGEST_TAG) throw new TableError(said('brokenWorkbook'));
        break;
      }
      if (start > position) tell({ text: unescape(rest.slice(position, start)) });
      tellTag(rest.slice(start + 1, end), tell);
      position = end + 1;
    }
    rest = rest.slice(position);
  };
}

function tellTag(tag: string, tell: (token: Token) => void): void {
  const first = tag[0];
  if (first === '?' || first === '!') return;
  if (first === '/') return tell({ close: localName(tag.slice(1)) });
  const empty = tag.endsWith('/');
  const inner = empty ? tag.slice(0, -1) : tag;
  const space = inner.search(/\s/);
  const name = space === -1 ? inner : inner.slice(0, space);
  tell({ open: localName(name), attributes: space === -1 ? '' : inner.slice(space), empty });
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).trim();

/** The value of an attribute; null where there is none. */
export function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? unescape(found[1] ?? found[2] ?? '') : null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  const plain = text.replace(/&(#x?[0-9a-f]{1,6}|\w{2,4});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return NAMED[body] ?? whole;
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  // Excel's own way of writing characters that XML has none for.
  return plain.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).toWellFormed();
}

export interface Sheet {
  name: string;
  /** Where it stands in the file. */
  path: string;
}

/** The sheets that can be seen, in the order of their tabs. */
export function sheetsOf(workbook: string, relations: string): { sheets: Sheet[]; counts1904: boolean } {
  const targets = new Map<string, string>();
  const found: { name: string; relation: string; hidden: boolean }[] = [];
  let counts1904 = false;
  tokenizer((token) => {
    if (!('open' in token) || token.open !== 'Relationship') return;
    const path = attributeOf(token.attributes, 'Target') ?? '';
    targets.set(attributeOf(token.attributes, 'Id') ?? '', path.startsWith('/') ? path.slice(1) : `xl/${path}`);
  })(relations);
  tokenizer((token) => {
    if (!('open' in token)) return;
    if (token.open === 'workbookPr') counts1904 = /^(1|true)$/.test(attributeOf(token.attributes, 'date1904') ?? '');
    if (token.open === 'sheet')
      found.push({
        name: attributeOf(token.attributes, 'name') ?? '',
        relation: attributeOf(token.attributes, '(?:\\w+:)?id') ?? '',
        hidden: (attributeOf(token.attributes, 'state') ?? 'visible') !== 'visible',
      });
  })(workbook);
  const sheets = found.flatMap(({ name, relation, hidden }) => {
    const path = targets.get(relation);
    return path === undefined || hidden ? [] : [{ name, path }];
  });
  return { sheets, counts1904 };
}

/** For each style of a cell whether it shows a number as a date or a time. */
export function dateStyles(styles: string): boolean[] {
  const codes = new Map<number, string>();
  const isDate: boolean[] = [];
  let inCells = false;
  tokenizer((token) => {
    if ('close' in token && token.close === 'cellXfs') inCells = false;
    if (!('open' in token)) return;
    if (token.open === 'cellXfs') inCells = true;
    if (token.open === 'numFmt')
      codes.set(Number(attributeOf(token.attributes, 'numFmtId')), attributeOf(token.attributes, 'formatCode') ?? '');
    if (token.open === 'xf' && inCells) {
      const format = Number(attributeOf(token.attributes, 'numFmtId') ?? 0);
      isDate.push(showsDate(format, codes.get(format)));
    }
  })(styles);
  return isDate;
}

/** The formats that every workbook has without saying (ECMA-376, part 1, 18.8.30), else the letters of a code outside its quotations. */
function showsDate(format: number, code: string | undefined): boolean {
  if (code === undefined)
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58);
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').replace(/general|red|standard/gi, ''));
}

const DAY_MS = 86_400_000;

/** A spreadsheet's count of days as it is written: `2026-11-22`, with its time of day where it has one. */
export function dateOfSerial(serial: number, counts1904: boolean): string {
  // The days are counted from 1900 with a 29th of February that year never had, or from 1904.
  const first = counts1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const written = new Date(first + Math.round(serial * 86_400) * 1000).toISOString();
  if (serial < 1 && !counts1904) return written.slice(11, 19);
  return Math.round(serial * 86_400) % 86_400 === 0 ? written.slice(0, 10) : written.slice(0, 19).replace('T', ' ');
}

/** The last day a spreadsheet can count, the end of the year 9999. */
export const isSerial = (serial: number) => serial >= 0 && serial * DAY_MS < Date.UTC(9999, 11, 31) - Date.UTC(1899, 11, 30);

/**
 * A number of a cell as a text with a decimal point that cannot be taken for thousands: to the fifteen figures that a spreadsheet shows,
 * `1.234` as `1.2340`.
 */
export function plainNumber(text: string): string {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  const shown = String(Number(number.toPrecision(15)));
  const plain = shown.includes('e') ? withoutExponent(number) : shown;
  return /^-?\d{1,3}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

function withoutExponent(number: number): string {
  return Math.abs(number) < 1 ? number.toFixed(20).replace(/\.?0+$/, '') : BigInt(number).toString();
}
