import './tracking.css';
import type { Source } from '../../../src/touchpoints/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { FeedsPanel } from '../feeds/feeds-panel.tsx';
import { WriteKeys } from '../settings/key-settings.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { useNow } from '../ui/use-now.ts';
import { LiveEvents, useReadWithNews } from './live-events.tsx';
import { trackingTexts } from './texts.ts';

const healthPaths = ['/tracking/sources'] as const;
const outcomes = ['accepted', 'duplicate', 'quarantined', 'refused'] as const;

/** What tells us of visitors: its keys, the line to put on a page, how each fares, what arrives just now, and the files that come by themselves. */
export function SourceSettings() {
  const t = useText(trackingTexts);
  const may = useMay();
  const sources = useCollection<Source>('/tracking/sources');
  useReadWithNews(healthPaths);
  const isKnown = !sources.loading && !sources.error;
  const heard = sources.rows.filter(({ lastAt }) => lastAt !== null);
  return (
    <>
      <PageHeading answer={isKnown ? t('sourcesAnswer', { n: heard.length }) : t('sources')} sub={t('sourcesSub')} />
      {may() && <WriteKeys />}
      <LiveEvents ever={!isKnown || heard.length > 0} />
      <Health sources={sources} />
      <FeedsPanel />
    </>
  );
}

function Health({ sources }: { sources: ReturnType<typeof useCollection<Source>> }) {
  const t = useText(trackingTexts);
  const format = useFormat();
  const now = useNow();
  const columns: Column<Source>[] = [
    {
      key: 'name',
      header: t('source'),
      value: ({ name }) => name,
      render: ({ name, hint, revokedAt }) => (
        <>
          {name} <code className="key-end">…{hint}</code> {revokedAt !== null && <Pill>{t('revoked')}</Pill>}
        </>
      ),
    },
    {
      key: 'lastAt',
      header: t('lastHeard'),
      value: ({ lastAt }) => lastAt,
      render: ({ lastAt }) => (lastAt === null ? t('never') : format.moment(lastAt, now)),
    },
    ...outcomes.map((outcome): Column<Source> => ({
      key: outcome,
      header: t(outcome),
      value: ({ days }) => days.reduce((sum, day) => sum + day[outcome], 0),
      render: ({ days }) => format.number(days.reduce((sum, day) => sum + day[outcome], 0)),
      align: 'end',
    })),
  ];
  return (
    <Panel title={t('health')} sub={t('last30')} flush>
      <DataTable
        label={t('health')}
        columns={columns}
        rowKey={({ id }) => id}
        {...sources}
        empty={<p className="second panel-words">{t('noSources')}</p>}
      />
    </Panel>
  );
}
