/** The commonest long passwords, normalised: lower case, without spaces, digits and signs at the ends. A password that is one of them, or one of them repeated, is refused. */
const common = new Set([
  'passwordpassword',
  'password',
  'qwertyuiop',
  'qwertyuiopasdf',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'qwertyuiopasdfghjklzxcvbnm',
  'asdfghjkl',
  'zxcvbnm',
  'letmein',
  'iloveyou',
  'correcthorsebatterystaple',
  'administrator',
  'adminadmin',
  'welcome',
  'adgangskode',
  'kodeord',
  'passord',
  'wachtwoord',
  'hemmelig',
  'geheim',
  'samspil',
  'samspilsamspil',
  'abcdefghijklmno',
  'abcdefghijklmnop',
  'abcdefghijklmnopqrstuvwxyz',
  'monkey',
  'dragon',
  'football',
  'sunshine',
  'princess',
  'velkommen',
  'danmark',
  'norge',
  'nederland',
]);

/**
 * Why a password cannot be used, or null. Any Unicode is allowed and nothing about its composition is asked;
 * it only may not be one that is tried first: common ones, one letter repeated, counting, one's own address or name.
 */
export function passwordFault(password: string, about: string[] = []): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const core = plain.replace(/[\s\d!-/:-@[-`{-~]+/g, '');
  const unit = repeatedUnit(core);
  if (new Set(plain).size < 4) return 'repeats a few characters; choose something longer to guess, such as a sentence.';
  if (/^(?:0?1234567890?|9876543210?)+\d*$/.test(plain))
    return 'only counts; choose something longer to guess, such as a sentence.';
  if (common.has(core) || common.has(unit))
    return 'is among the passwords that are tried first; choose another, such as a sentence.';
  if (about.some((word) => word.length > 3 && plain.replaceAll(word.toLowerCase(), '').length < 5))
    return 'is your own name or address; choose another, such as a sentence.';
  return null;
}

/** The shortest piece that, repeated, makes the text: "abcabc" → "abc". */
function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++)
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return text.slice(0, size);
  return text;
}
