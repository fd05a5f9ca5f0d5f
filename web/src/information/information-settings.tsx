import './information.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { BriefingItem } from '../../../src/agreements/briefing-item.ts';
import { addDays } from '../../../src/calendars/local-day.ts';
import { localDate } from '../../../src/calendars/zone.ts';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import type { InformationContract, ItemRequest } from '../../../src/information/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useShareWords } from '../feedback/share-words.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { RequestsPanel } from './requests-panel.tsx';
import { informationTexts } from './texts.ts';

const ItemDialog = lazy(() => import('./item-dialog.tsx'));

type Fared = FeedbackReport['items'][number];
interface Row {
  readonly item: BriefingItem;
  readonly fared: Fared | undefined;
}
/** What is being asked for: a change of an item, or a new one beginning with somebody's words. */
interface Asking {
  readonly item: BriefingItem | null;
  readonly start: string;
}

/** The information contract: what sales needs to know, how each item fares, and what the teams ask of each other. */
export function InformationSettings() {
  const t = useText(informationTexts);
  const { workspace } = useSession();
  const today = localDate(useNow(), workspace.timeZone);
  const contract = useQuery(resource<InformationContract>('/information-contract'));
  const requests = useQuery(resource<Page<ItemRequest>>('/item-requests', { open: true }));
  const feedback = useQuery(resource<FeedbackReport>('/feedback', { from: addDays(today, -89), to: addDays(today, 1) }));
  const error = contract.error ?? requests.error ?? feedback.error;
  if (contract.data && requests.data && feedback.data)
    return <Contract items={contract.data.items} requests={requests.data.items} feedback={feedback.data} />;
  return (
    <>
      <PageHeading answer={t('items')} />
      <Panel>{error ? <ErrorState error={error} /> : <Loading lines={6} />}</Panel>
    </>
  );
}

function Contract(props: { items: readonly BriefingItem[]; requests: readonly ItemRequest[]; feedback: FeedbackReport }) {
  const { items, requests, feedback } = props;
  const t = useText(informationTexts);
  const { language } = useLanguage();
  const mayAsk = useMay()('marketing', 'sales');
  const [asking, setAsking] = useState<Asking | null>(null);
  const taken = [...items, ...requests].map(({ key }) => key);
  return (
    <>
      <PageHeading
        answer={t('answer', { n: items.length })}
        sub={t('sub')}
        actions={mayAsk && <Button onClick={() => setAsking({ item: null, start: '' })}>{t('ask')}</Button>}
      />
      <RequestsPanel requests={requests} />
      <Items
        rows={items.map((item) => ({ item, fared: feedback.items.find(({ key }) => key === item.key) }))}
        asked={requests.map(({ key }) => key)}
        onChange={mayAsk ? (item) => setAsking({ item, start: '' }) : undefined}
      />
      {mayAsk && feedback.missed.length > 0 && (
        <Panel title={t('missed')} sub={t('missedSub')}>
          <ul className="item-requests">
            {feedback.missed.slice(0, 10).map(({ handoffId, text }) => (
              <li key={handoffId}>
                <span className="item-request-words">{text}</span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('named', { what: t('askForThis'), item: text })}
                  onClick={() => setAsking({ item: null, start: text })}
                >
                  {t('askForThis')}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Suspense>
        {asking && (
          <ItemDialog
            key={asking.item?.key ?? language}
            item={asking.item}
            start={asking.start}
            taken={taken}
            onClose={() => setAsking(null)}
          />
        )}
      </Suspense>
    </>
  );
}

function Items(props: { rows: readonly Row[]; asked: readonly string[]; onChange: ((item: BriefingItem) => void) | undefined }) {
  const { rows, asked, onChange } = props;
  const t = useText(informationTexts);
  const { language } = useLanguage();
  const share = useShareWords();
  const say = useUndo();
  const retire = useCommand((key: string) => api.post('/item-requests', { kind: 'retire', key }), {
    refresh: ['/item-requests'],
    done: () => say(t('asked')),
  });
  const proposals = { remove: 'hardlyUseful', fill: 'askBetter' } as const;
  const columns: Column<Row>[] = [
    {
      key: 'item',
      header: t('item'),
      value: ({ item }) => item.label[language],
      render: ({ item, fared }) => (
        <span className="item-name">
          {item.label[language]}
          {item.why && <span className="second small">{item.why[language]}</span>}
          {fared?.proposal && <span className="second small">{t(proposals[fared.proposal])}</span>}
        </span>
      ),
      width: 'minmax(0, 2fr)',
    },
    {
      key: 'owed',
      header: t('owed'),
      value: ({ item }) => t(item.leadTypes?.length === 1 ? (item.leadTypes[0] ?? 'all') : 'all'),
      width: '7.5rem',
    },
    {
      key: 'ways',
      header: t('ways'),
      value: ({ item }) => item.answers?.map(({ by }) => t(`way_${by}`)).join(', ') ?? t('byMeaning'),
    },
    {
      key: 'filled',
      header: t('filled'),
      value: ({ fared }) => (fared?.asked ? fared.filled / fared.asked : null),
      render: ({ fared }) => share(fared?.filled ?? 0, fared?.asked ?? 0),
    },
    {
      key: 'useful',
      header: t('useful'),
      value: ({ fared }) => (fared?.judged ? fared.useful / fared.judged : null),
      render: ({ fared }) => share(fared?.useful ?? 0, fared?.judged ?? 0),
    },
    ...(onChange
      ? [
          {
            key: 'acts',
            header: t('acts'),
            headerHidden: true,
            value: () => null,
            render: ({ item }: Row) =>
              !asked.includes(item.key) && (
                <span className="item-acts">
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('named', { what: t('change'), item: item.label[language] })}
                    onClick={() => onChange(item)}
                  >
                    {t('change')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('named', { what: t('retire'), item: item.label[language] })}
                    onClick={() => retire.mutate(item.key)}
                  >
                    {t('retire')}
                  </Button>
                </span>
              ),
            sortable: false,
            width: '11rem',
          },
        ]
      : []),
  ];
  return (
    <Panel flush title={t('items')} sub={t('itemsSub')}>
      <Failure error={retire.error} />
      <DataTable label={t('items')} columns={columns} rows={rows} rowKey={({ item }) => item.key} />
    </Panel>
  );
}
