import { Link } from '@tanstack/react-router';
import type { FeedbackReport } from '../../../src/feedback/schema.ts';
import { dash } from '../app/format.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useShareWords } from './share-words.ts';
import { feedbackTexts } from './texts.ts';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';

type Item = FeedbackReport['items'][number];

/** The information contract: how often each agreed item is filled and of use, and what follows from it. */
export function ItemsPanel({ items }: { items: readonly Item[] }) {
  const t = useText(feedbackTexts);
  const { language } = useLanguage();
  const share = useShareWords();
  const columns: Column<Item>[] = [
    { key: 'label', header: t('item'), value: ({ label }) => label[language], width: 'minmax(0, 1.4fr)' },
    { key: 'filled', header: t('filled'), value: ratio('filled', 'asked'), render: ({ filled, asked }) => share(filled, asked) },
    {
      key: 'useful',
      header: t('ofUse'),
      value: ratio('useful', 'judged'),
      render: ({ useful, judged }) => share(useful, judged),
    },
    {
      key: 'proposal',
      header: t('proposal'),
      value: ({ proposal }) => proposal,
      render: ({ proposal }) =>
        proposal === null ? dash : <Pill tone={proposal === 'fill' ? 'warn' : 'neutral'}>{t(`proposal_${proposal}`)}</Pill>,
    },
  ];
  return (
    <Panel
      flush
      title={<GlossaryTerm term="briefing">{t('contract')}</GlossaryTerm>}
      sub={t('contractSub')}
      aside={
        <Link to="/settings/$section" params={{ section: 'information' }}>
          {t('toContract')}
        </Link>
      }
    >
      <DataTable
        label={t('contract')}
        columns={columns}
        rows={items}
        rowKey={({ key }) => key}
        empty={<EmptyState title={t('noItems')} detail={t('noItemsDetail')} />}
      />
    </Panel>
  );
}

/** The share a column sorts by; nothing where there is no case. */
const ratio = (hits: 'filled' | 'useful', of: 'asked' | 'judged') => (item: Item) =>
  item[of] === 0 ? null : item[hits] / item[of];
