const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The messages of a batch, each as the very text that was sent: what was read from it may have lost what made it bad (a number too large,
 * a name given twice). Works through the text without recursion, so that no depth of nesting can stop it. `text` must be valid JSON.
 */
export function originalsOf(text: string): string[] {
  let originals: string[] = [];
  let [depth, start, end] = [0, -1, 0];
  let [name, before] = ['', ''];
  let listening = false;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (listening && depth === 2 && (token === ',' || token === ']')) {
      if (start >= 0) originals.push(text.slice(start, end));
      start = -1;
      listening = token === ',';
    } else if (listening && start < 0) start = index;
    if (depth === 1 && !listening && token.startsWith('"') && (before === '{' || before === ','))
      name = JSON.parse(token) as string;
    if (depth === 1 && before === ':' && token === '[' && name === 'batch') {
      originals = [];
      listening = true;
    }
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    before = token;
    end = index + token.length;
  }
  return originals;
}

/** The text without the sender's IP address, which is kept nowhere. */
export const withoutAddress = (text: string): string => text.replace(/("ip"\s*:\s*)"[^"\\]*(?:\\.[^"\\]*)*"/gi, '$1null');
