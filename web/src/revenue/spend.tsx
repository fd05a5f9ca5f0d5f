import { useMemo } from 'react';
import type { z } from 'zod';
import type { spend } from '../../../src/revenue/schema.ts';
import type { Channel } from '../../../src/touchpoints/kinds.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { GlossaryTerm, TermHelp } from '../glossary/glossary-term.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { ImportLink } from '../imports/import-link.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { revenueTexts } from './texts.ts';

type SpendItem = z.input<typeof spend>;

const isChannel = (channel: string): channel is Channel => Object.hasOwn(channelNames, channel);

/** What marketing has cost, by day and campaign, the latest first. */
export function Spend() {
  const t = useText(revenueTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const days = useCollection<SpendItem>('/spend');
  const columns = useMemo(
    (): Column<SpendItem>[] => [
      { key: 'day', header: t('day'), value: ({ day }) => day, render: ({ day }) => format.date(day), width: '8rem' },
      {
        key: 'channel',
        header: t('channel'),
        help: <TermHelp term="channel" word={t('channel')} />,
        value: ({ channel }) => (isChannel(channel) ? channelNames[channel][language] : channel),
        width: 'minmax(0, 1.5fr)',
      },
      { key: 'source', header: t('source'), value: ({ source }) => source },
      { key: 'campaign', header: t('campaign'), value: ({ campaign }) => campaign || null, width: 'minmax(0, 2fr)' },
      {
        key: 'clicks',
        header: t('clicks'),
        value: ({ clicks }) => clicks,
        render: ({ clicks }) => (clicks === null ? '–' : format.number(clicks)),
        align: 'end',
        width: '5.5rem',
      },
      {
        key: 'amount',
        header: t('amount'),
        value: ({ amount }) => amount.amountMinor,
        render: ({ amount }) => format.money(amount),
        align: 'end',
        width: '7.5rem',
      },
    ],
    [t, language, format],
  );
  return (
    <Panel
      flush
      title={<GlossaryTerm term="spend">{t('spend')}</GlossaryTerm>}
      aside={<ExportButton kind="spend" what={t('spend')} />}
    >
      <DataTable
        label={t('spend')}
        columns={columns}
        rowKey={({ id }) => id}
        {...days}
        empty={
          <EmptyState
            title={t('noSpend')}
            detail={t('noSpendDetail')}
            action={
              <ImportLink variant="default" kind="spend">
                {t('importFile')}
              </ImportLink>
            }
          />
        }
      />
    </Panel>
  );
}
