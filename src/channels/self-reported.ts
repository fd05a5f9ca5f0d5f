/** How fields that ask "how did you hear of us?" are named, by what is left of a name without blanks, marks and capitals. */
const questions = [
  /^(how|where)did(you|u)(first)?(hear|find|learn)/,
  /^(heard|hear)(about|of|from)(us)?/,
  /^selfreported(source|attribution)?$/,
  /^(lead|referral|attribution)source(selfreported|own)?$/,
  /^hvor(dan)?(har|h[øo]e?rte|fandt|fant|kender)(du|i|dere)/,
  /^h[øo]rtom(os|oss)/,
  /^hoe(heb|heeft|bent|ken|kent)(je|u|jij|t)/,
  /^(waar|via)(ken|kent|wie|wat)?(je|u|jij)?(ons|gehoord)/,
];

/**
 * What somebody answered themselves when asked how they heard of the company; null when they were not asked or said nothing. It stands beside
 * the source that was measured and never replaces it: people remember the podcast, browsers remember the last link.
 * @param answers by the name of the field, as forms and traits hold them
 */
export function selfReported(answers: Readonly<Record<string, string>>): string | null {
  for (const [field, answer] of Object.entries(answers)) {
    const name = field.toLowerCase().replace(/[^\p{L}]/gu, '');
    if (answer.trim() !== '' && questions.some((question) => question.test(name))) return answer.trim().slice(0, 500);
  }
  return null;
}
