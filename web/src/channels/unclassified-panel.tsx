import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Unclassified, unclassifiedList, RuleLine } from '../../../src/channels/schema.ts';
import { resource } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { useRoadWords } from './road-words.ts';
import { channelTexts } from './texts.ts';

/** The sources that fell into "other" or "referral" of late, each with the beginning of a rule. */
export function UnclassifiedPanel({ onRule }: { onRule: ((rule: RuleLine) => void) | undefined }) {
  const t = useText(channelTexts);
  const format = useFormat();
  const words = useRoadWords();
  const { data, isPending, error, refetch } = useQuery(resource<z.input<typeof unclassifiedList>>('/channel-rules/unclassified'));
  const rows = data?.items ?? [];
  const nameOf = ({ source, medium }: Unclassified) => [source, medium].filter(Boolean).join(' · ');
  const columns: Column<Unclassified>[] = [
    { key: 'source', header: t('source'), value: nameOf, width: 'minmax(0, 2fr)' },
    { key: 'channel', header: t('channel'), value: ({ channel }) => words.channel(channel), wideOnly: true },
    {
      key: 'touches',
      header: t('touches'),
      value: ({ touches }) => touches,
      render: ({ touches }) => format.number(touches),
      align: 'end',
      width: '8rem',
    },
    {
      key: 'visitors',
      header: t('visitors'),
      value: ({ visitors }) => visitors,
      render: ({ visitors }) => format.number(visitors),
      align: 'end',
      width: '6rem',
      wideOnly: true,
    },
    {
      key: 'last',
      header: t('lastSeen'),
      value: ({ lastAt }) => lastAt,
      render: ({ lastAt }) => format.date(lastAt),
      wideOnly: true,
    },
    ...(onRule
      ? [
          {
            key: 'home',
            header: t('giveHome'),
            headerHidden: true,
            value: () => null,
            render: (row: Unclassified) => (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('giveHomeTo', { source: nameOf(row) })}
                onClick={() => onRule(beginningFor(row))}
              >
                {t('giveHome')}
              </Button>
            ),
            sortable: false,
            align: 'end' as const,
            width: '10rem',
          },
        ]
      : []),
  ];
  const days = data?.days ?? 0;
  return (
    <Panel flush title={t('unclassified')} {...(rows.length > 0 && { sub: t('unclassifiedSub', { n: rows.length, days }) })}>
      <DataTable
        label={t('unclassified')}
        columns={columns}
        rows={rows}
        rowKey={({ channel, source, medium }) => `${channel} ${source} ${medium}`}
        loading={isPending}
        error={error}
        retry={() => void refetch()}
        empty={<p className="second panel-words">{t('noUnclassified', { days })}</p>}
      />
    </Panel>
  );
}

/** The rule that would catch it: by the site that referred, else by its source, else by its medium. */
function beginningFor({ source, medium }: Unclassified): RuleLine {
  const [field, value] =
    medium === 'referral' && source
      ? (['referrer', source] as const)
      : source
        ? (['source', source] as const)
        : (['medium', medium ?? ''] as const);
  return { field, match: 'exact', value, set: {} };
}
