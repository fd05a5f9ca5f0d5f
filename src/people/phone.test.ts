import { expect, it } from 'vitest';
import { isPersonalPhone, normalisePhone } from './phone.ts';

it('is one number however it is written', () => {
  for (const text of ['+45 20 12 34 56', '0045 20123456', '20 12 34 56', 'tel: 20-12-34-56'])
    expect(normalisePhone(text, 'DK'), text).toBe('+4520123456');
  expect(normalisePhone('06 12345678', 'NL')).toBe('+31612345678');
  expect(normalisePhone('+31 6 12345678', 'DK')).toBe('+31612345678');
});

it('is none where nobody could be called', () => {
  for (const text of ['', 'call me', '12', '20 12 34', '00000000']) expect(normalisePhone(text, 'DK'), text).toBeNull();
  expect(normalisePhone('20 12 34 56', null)).toBeNull();
});

it('is a person’s when it is mobile, and never when it may be a switchboard', () => {
  for (const mobile of ['+4520123456', '+4543112345', '+4577112345', '+4791234567', '+31612345678', '+46701234567'])
    expect(isPersonalPhone(mobile), mobile).toBe(true);
  for (const line of [
    '+4533123456',
    '+4543212345',
    '+4570123456',
    '+4770123456',
    '+4722123456',
    '+31201234567',
    '+12125550123',
    '+4580123456',
  ])
    expect(isPersonalPhone(line), line).toBe(false);
});
