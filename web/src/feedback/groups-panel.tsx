import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import type { AskedFigure } from '../metrics/figure-drawer.tsx';
import { TermHelp } from '../glossary/glossary-term.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { uiTexts } from '../ui/texts.ts';
import { dimensions, useGroupName, type Dimension } from './group-name.ts';
import { useShareWords } from './share-words.ts';
import { feedbackTexts } from './texts.ts';

type Group = FeedbackReport['groups'][number];

/** Where the hand-offs came from and what became of them; each figure opens the hand-offs behind it. */
export function GroupsPanel(props: {
  report: FeedbackReport;
  by: Dimension;
  onBy: (by: string) => void;
  onOpen: (figure: AskedFigure) => void;
}) {
  const { report, by, onBy, onOpen } = props;
  const t = useText(feedbackTexts);
  const columns = useColumns(report, by, onOpen);
  return (
    <Panel
      flush
      title={t('groups')}
      sub={t('groupsSub')}
      aside={
        <SegmentedControl
          className="groups-by no-print"
          aria-label={t('by')}
          value={by}
          onChange={onBy}
          data={dimensions.map((value) => ({ value, label: t(`by_${value}`) }))}
        />
      }
    >
      <DataTable label={t('groups')} columns={columns} rows={report.groups} rowKey={({ key }) => key ?? ''} />
    </Panel>
  );
}

function useColumns({ from, to, reasons }: FeedbackReport, by: Dimension, onOpen: (figure: AskedFigure) => void) {
  const t = useText(feedbackTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const share = useShareWords();
  const nameOf = useGroupName(by);
  return useMemo((): Column<Group>[] => {
    const opens = (key: string | null, metric: AskedFigure['metric'], title: string, words: string) =>
      key === null ? (
        words
      ) : (
        <UnstyledButton
          className="counted-open"
          aria-label={`${words}. ${ui('openRows', { name: title })}`}
          onClick={() => onOpen({ metric, from, to, title, narrowed: { [by]: key } })}
        >
          {words}
        </UnstyledButton>
      );
    const label = (code: string | undefined) => reasons.find((each) => each.code === code)?.label[language] ?? null;
    return [
      {
        key: 'name',
        header: t(`by_${by}`),
        help: <TermHelp term={by} word={t(`by_${by}`)} />,
        value: ({ key }) => nameOf(key),
        width: 'minmax(0, 1.4fr)',
      },
      {
        key: 'handedOver',
        header: t('handedOver'),
        help: <TermHelp term="handoff" word={t('handedOver')} />,
        value: ({ handedOver }) => handedOver,
        render: ({ key, handedOver }) =>
          opens(key, 'handoff_quality', t('handedOverFrom', { group: nameOf(key) }), format.number(handedOver)),
        width: '7.5rem',
      },
      {
        key: 'rejected',
        header: t('givenBack'),
        help: <TermHelp term="givenBack" word={t('givenBack')} />,
        value: ({ rejected, accepted }) => (rejected + accepted === 0 ? null : rejected),
        render: ({ key, rejected, accepted }) =>
          opens(key, 'rejection_rate', t('answeredFrom', { group: nameOf(key) }), share(rejected, rejected + accepted)),
        width: 'minmax(0, 1.3fr)',
      },
      { key: 'reason', header: t('mostFrequent'), value: ({ reasons: own }) => label(own[0]?.code), width: 'minmax(0, 1.6fr)' },
      {
        key: 'fit',
        header: t('wasForUs'),
        value: ({ fit, answered }) => (answered === 0 ? null : fit.yes),
        render: ({ fit, answered }) => share(fit.yes, answered),
        width: 'minmax(0, 1.3fr)',
      },
    ];
  }, [by, from, to, reasons, onOpen, t, ui, format, language, share, nameOf]);
}
