import type { Delivery } from '../../../src/notifications/deliveries/schema.ts';
import type { newsSettingsTexts } from './settings-texts.ts';

/** Which text says what a receiver answered, and what is filled in. */
export function answerWords({ code, status }: NonNullable<Delivery['answer']>): {
  text: keyof typeof newsSettingsTexts;
  values: { status: string };
} {
  return { text: code === 'address' ? 'addressRefused' : code, values: { status: String(status ?? '–') } };
}
