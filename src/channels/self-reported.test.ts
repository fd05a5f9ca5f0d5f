import { expect, test } from 'vitest';
import { selfReported } from './self-reported.ts';

test.each([
  'How did you hear about us?',
  'how_did_you_hear',
  'howDidYouFindUs',
  'Where did you first hear of us',
  'heard_about_us',
  'self_reported_source',
  'Hvordan hørte du om os?',
  'hvordan_hoerte_du_om_os',
  'Hvordan har du hørt om os?',
  'Hvor hørte du om oss?',
  'Hvordan fant du oss',
  'Hoe heb je ons gevonden?',
  'Hoe heeft u van ons gehoord?',
  'hoe_kent_u_ons',
])('%s is asked for it', (field) => expect(selfReported({ company: 'Nordhavn', [field]: ' En kollega ' })).toBe('En kollega'));

test.each(['how many', 'hvordan', 'Hvor mange ansatte', 'source', 'comment', 'hear', 'hoeveel medewerkers', 'waar'])(
  '%s is not',
  (field) => expect(selfReported({ [field]: 'x' })).toBeNull(),
);

test('an answer left blank says nothing, the next field that asks may', () =>
  expect(selfReported({ how_did_you_hear: ' ', 'Hvordan hørte du om os?': 'Ingeniøren' })).toBe('Ingeniøren'));
