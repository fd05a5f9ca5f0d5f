import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SaidError } from './sentences.ts';

/** Why a text is not an XML document that may be read; the message says what would be. */
export class XmlError extends SaidError {
  override name = 'XmlError';
}

/** An element: its text, its attributes (`@name`) and its children, all by local name, whatever prefix the sender chose. */
export interface Element {
  readonly [name: string]: readonly Element[] | string | undefined;
}

/** Invoices carry their PDF inside, in base64; one beyond this is not an invoice. Counted in bytes or characters. */
const LARGEST_DOCUMENT = 20 * 1024 * 1024;

/** UBL is about ten elements deep. */
const DEEPEST_ELEMENT = 40;

/** Pure code is compiled without the types of the DOM and of Node; both have this class. */
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  alwaysCreateTextNode: true,
  cdataPropName: '#cdata',
  maxNestedTags: DEEPEST_ELEMENT,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Parses an XML document into its root element. A document type is refused, and with it every entity of the document's own; size and depth
 * are bounded. Bytes are decoded by their byte order mark, else by the declared encoding, else as UTF-8. Throws `XmlError`.
 */
export function readXml(xml: string | Uint8Array): { name: string; root: Element } {
  if (xml.length > LARGEST_DOCUMENT) throw new XmlError('xmlTooLarge', { most: LARGEST_DOCUMENT / 1024 / 1024 });
  const text = (typeof xml === 'string' ? xml : decode(xml)).replace(/^\uFEFF/, '').trimStart();
  if (!text.startsWith('<')) throw new XmlError('notXml');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlError('documentType');
  if (text.includes('\0')) throw new XmlError('xmlNul');
  if (count(text, '<') > MOST_TAGS || count(text, '="') + count(text, "='") > MOST_TAGS)
    throw new XmlError('tooManyTags', { most: MOST_TAGS });
  return parse(text);
}

function count(text: string, piece: string): number {
  let found = 0;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found++;
  return found;
}

// Reading takes longer with each; an invoice of a thousand lines has about fifty thousand.
const MOST_TAGS = 100_000;

function parse(text: string): { name: string; root: Element } {
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true)
    throw new XmlError('notWellFormed', { fault: wellFormed.err.msg.slice(0, 200), line: wellFormed.err.line });
  let document: Element;
  try {
    document = parser.parse(text) as Element;
  } catch {
    throw new XmlError('tooDeep', { most: DEEPEST_ELEMENT });
  }
  const [name] = Object.keys(document).filter((key) => !key.startsWith('#'));
  const root = name === undefined ? undefined : children(document, name)[0];
  if (name === undefined || root === undefined) throw new XmlError('noElement');
  return { name, root };
}

/** The children of a name, in the document's order. */
export function children(element: Element, name: string): readonly Element[] {
  const found = Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The only descendant at a path such as `Party/PartyName/Name`, `undefined` if there is none. Throws `XmlError` when a step occurs twice. */
export function at(element: Element, path: string): Element | undefined {
  let current: Element | undefined = element;
  for (const name of path.split('/')) {
    if (current === undefined) return undefined;
    const found: readonly Element[] = children(current, name);
    if (found.length > 1) throw new XmlError('elementTwice', { name, path, times: found.length });
    current = found[0];
  }
  return current;
}

/** The text of an element with its white space folded, `null` if it is absent or empty. */
export function textOf(element: Element | undefined): string | null {
  if (element === undefined) return null;
  const written = element['#text'];
  const cdata = children(element, '#cdata').map((part) => part['#text']);
  const parts = [typeof written === 'string' ? unescape(written) : '', ...cdata.filter((part) => typeof part === 'string')];
  const text = parts.join('').replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

/** The value of an attribute, `null` if it is absent or empty. */
export function attribute(element: Element | undefined, name: string): string | null {
  const value = element?.[`@${name}`];
  return typeof value === 'string' && value.trim() !== '' ? unescape(value.trim()) : null;
}

const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Without a document type only the five entities of XML itself and numbered characters can be meant. */
function unescape(text: string): string {
  return text.replace(/&([^;\s&]{0,20};?)/g, (whole, body: string) => {
    const name = body.slice(0, -1);
    const character = name.startsWith('#') ? numbered(name) : PREDEFINED[name];
    if (!body.endsWith(';') || character === undefined) {
      throw new XmlError('noCharacter', { value: whole });
    }
    return character;
  });
}

function numbered(reference: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference) ?? [];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  const allowed =
    code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return allowed ? String.fromCodePoint(code) : undefined;
}

const ENCODINGS = new Set([
  'utf-8',
  'utf8',
  'us-ascii',
  'ascii',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1252',
  'utf-16',
  'utf-16le',
  'utf-16be',
]);

function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('notItsEncoding', { encoding });
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a byte order mark, UTF-16 shows in the NUL beside the "<" that every document starts with.
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0) return 'utf-16be';
  const declaration = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!ENCODINGS.has(declared)) throw new XmlError('unknownEncoding', { encoding: declared });
  // A declaration that could be read byte by byte is not UTF-16, whatever it says.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}
