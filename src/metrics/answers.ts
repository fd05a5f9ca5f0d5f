import type { Money } from '../platform/fields.ts';
import type { Unit } from './metric.ts';

/** Figures and cases as the API sends them. */

/** A value on the wire: money with its currency, anything else as a number. */
export function wireValue(value: number | null, unit: Unit, currency: string): number | Money | null {
  return value === null || unit !== 'money' ? value : { amountMinor: value, currency };
}

/** The cases whose value is an amount, whatever the figure made of them is. */
const ofMoney = new Set(['deal', 'invoice', 'spend']);

export function caseValue({ kind, value }: { kind: string; value: number | null }, currency: string): number | Money | null {
  return wireValue(value, ofMoney.has(kind) ? 'money' : 'count', currency);
}

/** The screen of a case; null for what has none of its own. */
export function hrefOf({ kind, id }: { kind: string; id: string }): string | null {
  if (kind === 'lead') return `/leads/${id}`;
  if (kind === 'handoff') return `/handoffs?id=${id}`;
  if (kind === 'deal' || kind === 'invoice') return `/revenue?${kind}=${id}`;
  return null;
}
