import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { live, Receipt } from '../../../src/touchpoints/schema.ts';
import { api, readAgain } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { trackingTexts } from './texts.ts';

type Live = z.input<typeof live>;

const EVERY_MS = 2_000;
const MOST_SHOWN = 200;
const path = '/tracking/live';

/** What came through the door last. Only what is new is asked for, every other second, while the screen is looked at. */
export function useLive() {
  const client = useQueryClient();
  const { language } = useLanguage();
  const queryKey = [path, language];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<Live> => {
      const before = client.getQueryData<Live>(queryKey);
      const news = await api.get<Live>(path, { after: before?.cursor, language }, signal);
      // Another process begins its own count: what the former one saw is over.
      const goesOn = before?.cursor.split('.')[0] === news.cursor.split('.')[0];
      return { ...news, items: [...news.items, ...(goesOn && before ? before.items : [])].slice(0, MOST_SHOWN) };
    },
    refetchInterval: EVERY_MS,
  });
}

const anything = () => true;

/** Reads again what stands below the given paths, whenever something has come that `tells` of a change there. */
export function useReadWithNews(paths: readonly string[], tells: (receipt: Receipt) => boolean = anything) {
  const client = useQueryClient();
  const newest = useLive().data?.items.find(tells)?.number;
  useEffect(() => {
    if (newest !== undefined) void readAgain(client, paths);
  }, [client, newest, paths]);
}

const tones: Readonly<Record<Receipt['outcome'], Tone>> = {
  accepted: 'ok',
  duplicate: 'neutral',
  quarantined: 'warn',
  refused: 'bad',
};

/** The live list. `ever` says whether anything has ever been heard: before that, somebody is waiting for the first event. */
export function LiveEvents({ ever }: { ever: boolean }) {
  const t = useText(trackingTexts);
  const format = useFormat();
  const nameOf = useText(channelNames);
  const now = useNow();
  const { data, error, isPending, refetch } = useLive();
  const columns: Column<Receipt>[] = [
    {
      key: 'what',
      header: t('what'),
      value: ({ type, title }) => title ?? (type ? t(type) : t('unread')),
      render: ({ type, title, bot }) => (
        <>
          {title ?? (type ? t(type) : t('unread'))} {title && type && <span className="second">{t(type)}</span>}{' '}
          {bot && <Pill>{t('machine')}</Pill>}
        </>
      ),
      sortable: false,
    },
    {
      key: 'who',
      header: t('who'),
      value: ({ person, outcome, bot }) => person?.name ?? (outcome === 'accepted' && !bot ? t('visitor') : null),
      sortable: false,
    },
    {
      key: 'became',
      header: t('became'),
      value: ({ outcome }) => t(outcome),
      render: ({ outcome, channel, reason, path: place, quarantineId }) => (
        <>
          <Pill tone={tones[outcome]}>{t(outcome)}</Pill> {channel && nameOf(channel)}
          {reason !== null && (
            <span className="second">
              {place} {reason}
            </span>
          )}{' '}
          {quarantineId !== null && (
            <Link to="/settings/$section" params={{ section: 'quarantine' }}>
              {t('open')}
            </Link>
          )}
        </>
      ),
      sortable: false,
      width: 'minmax(0, 1.6fr)',
    },
    { key: 'source', header: t('source'), value: ({ source }) => source?.name ?? null, sortable: false, wideOnly: true },
    {
      key: 'at',
      header: t('when'),
      value: ({ at }) => at,
      render: ({ at }) => format.moment(at, now),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <Panel title={t('live')} sub={t('liveSub')} flush>
      <DataTable
        label={t('live')}
        columns={columns}
        rows={data?.items ?? []}
        rowKey={({ number }) => String(number)}
        loading={isPending}
        error={error}
        retry={() => void refetch()}
        empty={ever ? <EmptyState title={t('quiet')} /> : <EmptyState title={t('waiting')} detail={t('waitingDetail')} />}
      />
    </Panel>
  );
}
