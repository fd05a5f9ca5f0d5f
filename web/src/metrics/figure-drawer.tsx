import './figure-drawer.css';
import { useQuery } from '@tanstack/react-query';
import { catalogue, type MetricKey } from '../../../src/metrics/catalogue.ts';
import type { FigureAnswer } from '../../../src/metrics/schema.ts';
import { resource, type Query } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { RowsDrawer, type Evidence } from '../ui/rows-drawer.tsx';
import { metricTexts } from './texts.ts';
import { useAsOf } from './use-as-of.ts';

/** A figure that somebody wants to see through: which metric, over which days (`to` exclusive), narrowed to what. */
export interface AskedFigure {
  readonly metric: MetricKey;
  readonly from: string;
  readonly to: string;
  readonly narrowed?: Query | undefined;
  /** What the figure is called where it was opened; the metric's own title unless given. */
  readonly title?: string | undefined;
}

/** The rows behind a figure, with what it means, its source, its age and the versions that judged it. `figure` null is closed. */
export function FigureDrawer({ figure, onClose }: { figure: AskedFigure | null; onClose: () => void }) {
  const t = useText(metricTexts);
  const { language } = useLanguage();
  if (!figure) return <RowsDrawer evidence={null} onClose={onClose} />;
  const { metric, from, to, narrowed, title } = figure;
  const { aggregate, title: ownTitle } = catalogue[metric];
  const third = aggregate === 'count' ? {} : aggregate === 'share' ? { hit: t('hit') } : { value: t('value') };
  const evidence: Evidence = {
    title: title ?? ownTitle[language],
    path: `/metrics/${metric}/rows`,
    query: { from, to, ...narrowed },
    columns: { title: t('what'), at: t('when'), ...third },
    about: <AboutFigure figure={figure} />,
    href: ({ href }) => (typeof href === 'string' ? href : undefined),
  };
  return <RowsDrawer evidence={evidence} onClose={onClose} />;
}

function AboutFigure({ figure: { metric, from, to, narrowed } }: { figure: AskedFigure }) {
  const t = useText(metricTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const asOf = useAsOf();
  const { data } = useQuery(resource<FigureAnswer>(`/metrics/${metric}`, { from, to, ...narrowed }));
  const facts = [t('between', { from: format.date(from), to: format.date(dayBefore(to)) })];
  if (data) {
    facts.push(t('from', { sources: data.source.map((source) => t(source)).join(', ') }), asOf(data.asOf));
    if (data.definitionVersion !== null) facts.push(t('byDefinition', { version: data.definitionVersion }));
    if (data.agreementVersion !== null) facts.push(t('byAgreement', { version: data.agreementVersion }));
  }
  return (
    <div className="about-figure">
      <p>{catalogue[metric].definition[language]}</p>
      <p className="second small">{facts.join(' · ')}</p>
      <div>
        <ExportButton
          kind="metric-rows"
          query={{ key: metric, from, to, ...narrowed }}
          what={catalogue[metric].title[language]}
        />
      </div>
    </div>
  );
}

/** The last day of a half-open period, as people name it. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
