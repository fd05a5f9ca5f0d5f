import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FeedbackReport, PartedHandoff } from '../../../src/feedback/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsDrawer, type Evidence } from '../ui/rows-drawer.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useShareWords } from './share-words.ts';
import { feedbackTexts } from './texts.ts';

type View = FeedbackReport['views'][number];

/** Marketing's view against sales' verdict by type of lead; each opens into the leads the two saw differently. */
export function ViewsPanel({ report: { views, reasons, from, to } }: { report: FeedbackReport }) {
  const t = useText(feedbackTexts);
  const format = useFormat();
  const share = useShareWords();
  const { language } = useLanguage();
  const [open, setOpen] = useState<View | null>(null);
  const words = ({ leadType, readyBy }: View) => ({
    type: t(leadType),
    by: t(readyBy === 'definition' ? 'byDefinition' : 'byMarketing'),
  });
  const evidenceOf = (view: View): Evidence => ({
    title: `${t('parted')}: ${words(view).type}, ${words(view).by}`,
    path: '/feedback/parted',
    query: { from, to, leadType: view.leadType, readyBy: view.readyBy },
    columns: { person: t('who'), company: t('company'), submittedAt: t('handedOverAt'), reason: t('verdictOfSales') },
    said: {
      reason: ({ verdict, reason }) =>
        verdict === 'unfit' ? t('viewUnfit') : ((reason as unknown as PartedHandoff['reason'])?.[language] ?? t('viewGivenBack')),
    },
    href: ({ leadId }) => (typeof leadId === 'string' ? `/leads/${leadId}` : undefined),
  });
  const columns: Column<View>[] = [
    { key: 'type', header: t('leadType'), value: (view) => words(view).type, width: 'minmax(0, 1.3fr)' },
    { key: 'by', header: t('readyBy'), value: (view) => words(view).by },
    {
      key: 'parted',
      header: t('parted'),
      value: ({ givenBack, unfit, judged }) => (givenBack + unfit) / judged,
      render: ({ givenBack, unfit, judged }) => share(givenBack + unfit, judged),
    },
    {
      key: 'givenBack',
      header: t('viewGivenBack'),
      value: ({ givenBack }) => givenBack,
      render: ({ givenBack }) => format.number(givenBack),
    },
    {
      key: 'reasons',
      header: t('viewReasons'),
      value: (view) => view.reasons[0]?.count ?? null,
      render: (view) => (
        <ul className="view-reasons">
          {view.reasons.map(({ code, count }) => (
            <li key={code}>
              {format.number(count, 0)} × {reasons.find((each) => each.code === code)?.label[language] ?? code}
            </li>
          ))}
        </ul>
      ),
      width: 'minmax(0, 1.6fr)',
    },
    { key: 'unfit', header: t('viewUnfit'), value: ({ unfit }) => unfit, render: ({ unfit }) => format.number(unfit) },
    {
      key: 'show',
      header: t('showParted'),
      headerHidden: true,
      value: () => null,
      render: (view) =>
        view.givenBack + view.unfit > 0 ? (
          <Button variant="default" size="compact-sm" aria-label={t('showPartedOf', words(view))} onClick={() => setOpen(view)}>
            {t('showParted')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Panel flush title={t('views')} sub={t('viewsSub')}>
      <DataTable
        label={t('views')}
        columns={columns}
        rows={views}
        rowKey={({ leadType, readyBy }) => `${leadType} ${readyBy}`}
        empty={<EmptyState title={t('nobody')} />}
      />
      <RowsDrawer evidence={open && evidenceOf(open)} onClose={() => setOpen(null)} />
    </Panel>
  );
}
