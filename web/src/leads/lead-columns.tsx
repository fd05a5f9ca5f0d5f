import { Button, Checkbox } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useId, useMemo, useRef } from 'react';
import { leadColumns, type LeadColumn } from '../../../src/leads/listed/columns.ts';
import type { LeadItem } from '../../../src/leads/schema.ts';
import type { Channel } from '../../../src/touchpoints/kinds.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import type { UrlQuery } from '../app/url-query.ts';
import { CompanyLink } from '../companies/company-link.tsx';
import { TermHelp } from '../glossary/glossary-term.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import type { Column } from '../ui/data-table.tsx';
import { placeBelow } from '../ui/place-below.ts';
import { useNow } from '../ui/use-now.ts';
import { nameOfLead } from './lead-name.ts';
import { canBeHandedOver } from './moves.ts';
import { NextStep } from './next-step.tsx';
import { ScoreGrade } from './score.tsx';
import { StagePill } from './stage-pill.tsx';
import { leadTexts } from './texts.ts';
import { viewTexts } from './view-texts.ts';

const usual: readonly LeadColumn[] = ['person', 'company', 'stage', 'score', 'owner', 'channel', 'next'];

/** The columns that the address asks for; the person is always the first. */
export function columnsAsked(query: UrlQuery): LeadColumn[] {
  const asked = query['columns']?.split(',');
  if (!asked) return [...usual];
  return leadColumns.filter((column) => column === 'person' || asked.includes(column));
}

function useHeaders(): Readonly<Record<LeadColumn, string>> {
  const t = useText(leadTexts);
  const v = useText(viewTexts);
  return useMemo(
    () => ({
      person: t('person'),
      company: t('company'),
      stage: t('stage'),
      score: t('score'),
      owner: t('owner'),
      channel: t('channel'),
      source: v('source'),
      since: v('since'),
      created: v('created'),
      next: t('nextStep'),
    }),
    [t, v],
  );
}

/** The columns shown. The order is the server's, which knows all leads and not only those already read. */
export function useLeadColumns(
  shown: readonly LeadColumn[],
  handOver: ((lead: LeadItem) => void) | undefined,
): Column<LeadItem>[] {
  const t = useText(leadTexts);
  const headers = useHeaders();
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  const list = shown.join();
  return useMemo(() => {
    const all: Record<LeadColumn, Omit<Column<LeadItem>, 'key' | 'header'>> = {
      person: {
        value: nameOfLead,
        render: (lead) => (
          <span className="lead-person">
            {nameOfLead(lead)}
            {lead.person.title && <span className="second small">{lead.person.title}</span>}
          </span>
        ),
        width: 'minmax(0, 1.6fr)',
        orders: ['name', '-name'],
      },
      company: {
        value: ({ company }) => company?.name ?? null,
        render: ({ company }) => <CompanyLink company={company} />,
        width: 'minmax(0, 1.5fr)',
      },
      stage: {
        value: ({ stage }) => stage,
        render: ({ stage }) => <StagePill stage={stage} />,
        help: <TermHelp term="stage" word={t('stage')} />,
        width: '8.75rem',
      },
      score: {
        value: ({ score }) => score?.engagement ?? null,
        render: ({ id, score }) => <ScoreGrade leadId={id} score={score} />,
        help: <TermHelp term="score" word={t('score')} />,
        width: '7.5rem',
        orders: ['-engagement', 'engagement'],
      },
      owner: {
        value: ({ owner }) => owner?.name ?? null,
        help: <TermHelp term="owner" word={t('owner')} />,
        width: 'minmax(0, 1fr)',
      },
      channel: {
        help: <TermHelp term="channel" word={t('channel')} />,
        value: ({ channel }) => (channel === null ? null : (channelNames[channel as Channel]?.[language] ?? channel)),
        width: 'minmax(0, 1fr)',
        wideOnly: true,
      },
      source: {
        value: ({ source }) => source,
        help: <TermHelp term="source" word={headers.source} />,
        width: 'minmax(0, 1fr)',
        wideOnly: true,
      },
      since: {
        value: ({ stageSince }) => format.day(stageSince, now),
        width: 'minmax(0, 0.9fr)',
        orders: ['-stageSince', 'stageSince'],
      },
      created: {
        value: ({ createdAt }) => format.day(createdAt, now),
        width: 'minmax(0, 0.9fr)',
        orders: ['-created', 'created'],
      },
      next: {
        help: <TermHelp term="nextStep" word={t('nextStep')} />,
        value: ({ nextStep }) => nextStep?.text ?? null,
        render: (lead) =>
          handOver && lead.score?.ready && canBeHandedOver(lead) ? (
            <Button size="compact-sm" color="marketing" variant="light" onClick={() => handOver(lead)}>
              {t('handOver')}
            </Button>
          ) : (
            <NextStep lead={lead} brief />
          ),
        width: 'minmax(0, 1.3fr)',
      },
    };
    return (list.split(',') as LeadColumn[]).map((key) => ({ sortable: false, ...all[key], key, header: headers[key] }));
  }, [t, headers, format, now, language, list, handOver]);
}

/** Which columns the table shows. The browser's own popover: Escape and a click elsewhere close it. */
export function ColumnChooser({ query, change }: { query: UrlQuery; change: (changes: UrlQuery) => void }) {
  const t = useText(viewTexts);
  const headers = useHeaders();
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const shown = columnsAsked(query);
  const set = (next: readonly string[]) => change({ columns: next.join() === usual.join() ? '' : next.join() });
  return (
    <>
      <Button
        ref={opener}
        popoverTarget={id}
        className="lead-columns-open"
        variant="default"
        size="compact-sm"
        leftSection={<IconColumns3 size={16} aria-hidden />}
      >
        {t('columns')}
      </Button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className="action-menu lead-columns-box no-print"
        onToggle={({ newState }) =>
          newState === 'open' && opener.current && box.current && placeBelow(opener.current, box.current)
        }
      >
        <Checkbox.Group
          aria-label={t('columns')}
          value={[...shown]}
          onChange={(next) => set(leadColumns.filter((column) => column === 'person' || next.includes(column)))}
        >
          <div className="lead-columns-list">
            {leadColumns.map((column) => (
              <Checkbox
                key={column}
                value={column}
                label={headers[column]}
                color="ink"
                iconColor="var(--panel)"
                disabled={column === 'person'}
              />
            ))}
          </div>
        </Checkbox.Group>
      </div>
    </>
  );
}
