import { catalogue, type MetricKey } from '../../../src/metrics/catalogue.ts';
import { dash } from '../app/format.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { fillOf } from '../metrics/fill.ts';
import { metricTexts } from '../metrics/texts.ts';
import { clauseTexts } from './clause-texts.ts';

/** What it takes to word a clause, in an agreement or in its attainment. */
export interface WordedClause {
  readonly metric: MetricKey;
  readonly operator: '>=' | '<=';
  readonly target: number;
  readonly segment?: { readonly leadType?: string | undefined } | undefined;
  readonly hours?: number | null | undefined;
}

export interface MeasuredClause extends WordedClause {
  readonly value: number | null;
  readonly n: number;
  readonly promisedSoFar: number | null;
}

/** A clause in the reader's language. */
export function useClauseWords() {
  const t = useText(clauseTexts);
  const metricText = useText(metricTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { currency } = useSession().workspace;

  /** A figure in the unit of its metric: 94,5 % · 61 · 2.184.500 kr. · 2 t 14 min. */
  function figure(metric: MetricKey, value: number): string {
    switch (catalogue[metric].unit) {
      case 'percent':
        return format.percent(value / 100);
      case 'money':
        return format.money({ amountMinor: Math.round(value), currency });
      case 'minutes':
        return format.duration(value);
      case 'count':
        return format.number(value, 0);
      default:
        return format.number(value);
    }
  }

  const hours = ({ hours }: WordedClause) => t('businessHours', { n: hours ?? 0 });

  /** What is promised, without how much: "Hot leads contacted". */
  function subject({ metric, segment }: WordedClause): string {
    const type = segment?.leadType;
    if (metric === 'contacted_in_time') return t('contacted', { type: type ?? 'any' });
    const what =
      metric === 'sales_ready_leads' ||
      metric === 'briefing_completeness' ||
      metric === 'lead_to_customer' ||
      metric === 'repaired_in_time'
        ? t(metric)
        : catalogue[metric].title[language];
    return type === undefined ? what : t(type === 'hot' ? 'hot' : 'others', { what });
  }

  /** The promise as a name: "Hot leads contacted within 4 business hours", "Sales-ready leads a month". */
  function title(clause: WordedClause): string {
    if (clause.hours !== null && clause.hours !== undefined) return `${subject(clause)} ${t('within', { hours: hours(clause) })}`;
    return catalogue[clause.metric].aggregate === 'count' ? t('aMonth', { what: subject(clause) }) : subject(clause);
  }

  /** How much is promised: "20", "≥ 95 %", "≤ 100 %". Of what is counted, at least is understood. */
  function target(clause: WordedClause): string {
    const { metric, operator } = clause;
    const much = figure(metric, clause.target);
    return operator === '>=' && catalogue[metric].aggregate === 'count' ? much : `${operator === '>=' ? '≥' : '≤'}\u00A0${much}`;
  }

  /** The whole promise in one cell: "4 business hours · ≥ 90 %". */
  function promise(clause: WordedClause): string {
    return clause.hours === null || clause.hours === undefined ? target(clause) : `${hours(clause)} · ${target(clause)}`;
  }

  /** What stands beside a measured figure: of how many by now, or the promise and the cases it rests on; without data, what would fill it. */
  function note(clause: MeasuredClause): string {
    const { metric, promisedSoFar, value, n } = clause;
    if (value === null) return `${t('promisedNote', { target: target(clause) })}. ${fills(metric)}`;
    if (promisedSoFar !== null)
      return t('soFarNote', { soFar: format.number(Math.floor(promisedSoFar), 0), target: figure(metric, clause.target) });
    const { aggregate } = catalogue[metric];
    const cases = aggregate !== 'count' && aggregate !== 'sum' ? ` · ${t('cases', { n })}` : '';
    return `${t('promisedNote', { target: target(clause) })}${cases}`;
  }

  /** What a metric without data waits for. */
  function fills(metric: MetricKey): string {
    const { text, values } = fillOf(metric);
    return metricText(text, values);
  }

  const reading = ({ metric, value }: MeasuredClause) => (value === null ? dash : figure(metric, value));

  return { subject, title, target, promise, note, reading, fills };
}
