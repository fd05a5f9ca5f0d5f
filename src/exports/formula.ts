/**
 * What a spreadsheet would take for a formula: text that begins with one of these signs, behind apostrophes and white space at most. The wide
 * forms of East Asian keyboards count as well; a tab or a line break at the start can hide one.
 */
const FORMULA = /^(?:[\s']*[=+\-@＝＋－＠]|'*[\t\r\n])/u;

/** Text that no spreadsheet takes for a formula: an apostrophe goes before what could be one. Undone by `restored`. */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What stood there before it was neutralised: `restored(neutralised(text))` is `text`, whatever the text is. */
export function restored(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
