import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Agreement, attainmentAnswer } from '../../../src/agreements/schema.ts';
import { dash } from '../app/format.ts';
import { resource } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { GlossaryTerm, MetricTerm } from '../glossary/glossary-term.tsx';
import { dayBefore, FigureDrawer, type AskedFigure } from '../metrics/figure-drawer.tsx';
import { SidePill, StatePill } from './clause-pills.tsx';
import { useClauseWords } from './clause-words.ts';
import { agreementTexts } from './texts.ts';
import { clauseRows, type ClauseRow } from './versions.ts';

type Attainment = z.input<typeof attainmentAnswer>;

/** Who promises what; a new version beside the one it replaces with the changes bold; and how the version in force is kept right now. */
export function ClausesTable({ main, replaces }: { main: Agreement; replaces?: Agreement }) {
  const t = useText(agreementTexts);
  const format = useFormat();
  const words = useClauseWords();
  const [asked, setAsked] = useState<AskedFigure | null>(null);
  const measured = replaces ?? main;
  const held = measured.state === 'in_force' || measured.state === 'superseded';
  const { data } = useQuery({ ...resource<Attainment>(`/agreements/${measured.id}/attainment`), enabled: held });

  return (
    <>
      <FigureDrawer figure={asked} onClose={() => setAsked(null)} />
      <div className="panel clauses" data-flush>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">
                <GlossaryTerm term="clause">{t('promise')}</GlossaryTerm>
              </th>
              <th scope="col" className="clauses-figure">
                {t('version', { version: main.version })}
              </th>
              {replaces && (
                <th scope="col" className="clauses-figure">
                  {t('version', { version: replaces.version })}
                </th>
              )}
              {held && (
                <th scope="col" className="clauses-now">
                  {t(measured.state === 'in_force' ? 'now' : 'atItsEnd')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {clauseRows(main, replaces).map((row) => {
              const { key, clause, before, changed } = row;
              const named = clause ?? before;
              if (!named) return null;
              return (
                <tr key={key}>
                  <td>
                    <SidePill side={named.ownerSide} />
                  </td>
                  <th scope="row">
                    <MetricTerm metric={named.metric}>{words.title({ ...named, hours: null })}</MetricTerm>
                  </th>
                  <Cell label={t('version', { version: main.version })} changed={changed}>
                    {clause ? words.promise(clause) : t('dropped')}
                  </Cell>
                  {replaces && (
                    <Cell label={t('version', { version: replaces.version })} second>
                      {beforeWords(row)}
                    </Cell>
                  )}
                  {held && <td className="clauses-now">{nowOf(key, words.title(named))}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {data && (
        <p className="second small clauses-measured">
          {t('measured', {
            from: format.date(data.period.from),
            to: format.date(dayBefore(data.period.to)),
            version: measured.version,
          })}
        </p>
      )}
    </>
  );

  function beforeWords({ before, changed }: ClauseRow): string {
    if (!before) return dash;
    return changed ? words.promise(before) : t('unchanged');
  }

  function nowOf(key: string, name: string): ReactNode {
    const now = data?.clauses.find((clause) => clause.key === key);
    if (!now) return dash;
    const { metric, from, to, segment, state, value } = now;
    return (
      <span className="clauses-reading">
        {value === null ? (
          dash
        ) : (
          <UnstyledButton
            className="clauses-open"
            aria-label={`${words.reading(now)}. ${t('showRows', { name })}`}
            onClick={() => setAsked({ metric, from, to, narrowed: segment, title: name })}
          >
            {words.reading(now)}
          </UnstyledButton>
        )}
        <StatePill state={state} />
      </span>
    );
  }
}

function Cell(props: { label: string; changed?: boolean; second?: boolean; children: ReactNode }) {
  const { label, changed = false, second = false, children } = props;
  const content = changed ? <strong>{children}</strong> : children;
  return (
    <td className={second ? 'clauses-figure second' : 'clauses-figure'} data-label={label}>
      {content}
    </td>
  );
}
