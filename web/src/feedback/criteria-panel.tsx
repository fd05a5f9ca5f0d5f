import { Link } from '@tanstack/react-router';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useShareWords } from './share-words.ts';
import { feedbackTexts } from './texts.ts';

type Criterion = FeedbackReport['criteria'][number];

/** Marketing's view against sales' verdict: a criterion is worth its place where those that met it are given back more seldom. */
export function CriteriaPanel({ criteria }: { criteria: readonly Criterion[] }) {
  const t = useText(feedbackTexts);
  const { language } = useLanguage();
  const share = useShareWords();
  const columns: Column<Criterion>[] = [
    {
      key: 'name',
      header: t('criterion'),
      value: ({ key, labels }) => labels?.[language] ?? labels?.en ?? key,
      width: 'minmax(0, 1.6fr)',
    },
    {
      key: 'met',
      header: t('givenBackMet'),
      value: ({ metRejected, metAccepted }) => ratio(metRejected, metAccepted),
      render: ({ metRejected, metAccepted }) => share(metRejected, metRejected + metAccepted),
    },
    {
      key: 'missed',
      header: t('givenBackMissed'),
      value: ({ missedRejected, missedAccepted }) => ratio(missedRejected, missedAccepted),
      render: ({ missedRejected, missedAccepted }) => share(missedRejected, missedRejected + missedAccepted),
    },
  ];
  return (
    <Panel flush title={t('criteria')} sub={t('criteriaSub')} aside={<Link to="/definition">{t('toDefinition')}</Link>}>
      <DataTable
        label={t('criteria')}
        columns={columns}
        rows={criteria}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t('noCriteria')} />}
      />
    </Panel>
  );
}

/** The share given back that a column sorts by; nothing where sales has answered none. */
const ratio = (rejected: number, accepted: number) => (rejected + accepted === 0 ? null : rejected / (rejected + accepted));
