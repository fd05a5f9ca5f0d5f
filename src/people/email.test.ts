import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyDomain, isFreeMail, isSharedMailbox, normaliseEmail } from './email.ts';

describe('one spelling', () => {
  test.each([
    [' Anna.Holm@Nordhavn.DK ', 'anna.holm@nordhavn.dk'],
    ['mailto:anna@nordhavn.dk', 'anna@nordhavn.dk'],
    ['info@Rødgrød.dk', 'info@xn--rdgrd-vuad.dk'],
    ['søren@nordhavn.dk', 'søren@nordhavn.dk'],
    ["o'brien+tag@mail.nordhavn.co.uk", "o'brien+tag@mail.nordhavn.co.uk"],
  ])('%s', (text, email) => expect(normaliseEmail(text)).toBe(email));

  test.each([
    '',
    'anna',
    '@nordhavn.dk',
    'anna@',
    'anna@localhost',
    'anna@127.0.0.1',
    'anna@1.2',
    'anna@[::1]',
    'a b@nordhavn.dk',
    'anna..holm@nordhavn.dk',
    '.anna@nordhavn.dk',
    'anna@nordhavn..dk',
    'anna@-nordhavn.dk',
    'anna@nord_havn.dk',
    'anna@nordhavn.dk\r\nBcc: x@y.dk',
    'anna@b.dk@',
    '"anna"@nordhavn.dk',
    `${'a'.repeat(65)}@nordhavn.dk`,
    `${'ø'.repeat(33)}@nordhavn.dk`,
    `anna@${'a'.repeat(64)}.dk`,
    `anna@${'abcdefg.'.repeat(32)}dk`,
    'anna@%6eordhavn.dk',
    'a\0@nordhavn.dk',
  ])('%j is no address', (text) => expect(normaliseEmail(text)).toBeNull());

  test('property: normalising twice changes nothing, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const email = normaliseEmail(text);
        return email === null || normaliseEmail(email) === email;
      }),
    );
  });
});

test('a company is recognised by its registrable domain, free mail names none', () => {
  expect(companyDomain('anna@mail.nordhavn.co.uk')).toBe('nordhavn.co.uk');
  expect(companyDomain('anna@sales.Rødgrød.dk')).toBe('xn--rdgrd-vuad.dk');
  for (const email of [
    'a@gmail.com',
    'a@hotmail.dk',
    'a@yahoo.co.uk',
    'a@mail.tele.dk',
    'a@online.no',
    'a@ziggo.nl',
    'a@outlook.com',
    'no address',
  ])
    expect(companyDomain(email)).toBeNull();
  expect(isFreeMail('a@outlook-partner.dk')).toBe(false);
});

test('a mailbox of a function is told from a person', () => {
  for (const email of [
    'info@nordhavn.dk',
    'no-reply@nordhavn.dk',
    'salg@nordhavn.dk',
    'postmottak@fjord.no',
    'klantenservice@delft.nl',
    'sales+dk@x.dk',
  ])
    expect(isSharedMailbox(email)).toBe(true);
  for (const email of ['anna@nordhavn.dk', 'infante@nordhavn.dk']) expect(isSharedMailbox(email)).toBe(false);
});
