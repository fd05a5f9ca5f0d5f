import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Agreement } from '../../../src/agreements/schema.ts';
import { standardBriefingItems } from '../../../src/agreements/standard-agreement.ts';
import type { BulkChange, BulkChangeLead } from '../../../src/leads/bulk/schema.ts';
import { resource, useCollection, type Page } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { uiTexts } from '../ui/texts.ts';
import { bulkTexts } from './bulk-texts.ts';
import { nameOfLead } from './lead-name.ts';
import { stageNames } from './stage-texts.ts';
import { leadTexts } from './texts.ts';

/** The leads of a bulk change that did not go, each with its reason and a way to it. */
export default function BulkRefusals({ change, onClose }: { change: BulkChange; onClose: () => void }) {
  const t = useText(bulkTexts);
  const l = useText(leadTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const leads = useCollection<BulkChangeLead>(`/bulk-changes/${change.id}/leads`, { outcome: 'refused' });
  const agreements = useQuery(resource<Page<Agreement>>('/agreements'));
  const agreed = agreements.data?.items.find(({ state }) => state === 'in_force')?.briefingItems ?? standardBriefingItems;
  const itemName = (key: string) => agreed.find((item) => item.key === key)?.label[language] ?? key;

  function why({ refusal }: BulkChangeLead): string {
    if (!refusal) return '';
    if (refusal.code === 'stage') return t('stage', { stage: stageNames[refusal.stage][language] });
    if (refusal.code === 'incomplete') return t('incomplete', { items: refusal.missing.map(itemName).join(', ') });
    return t(refusal.code);
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={t('notGone')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <DataTable
        label={t('notGone')}
        columns={[
          { key: 'person', header: l('person'), value: ({ lead }) => nameOfLead(lead), width: 'minmax(0, 1fr)' },
          { key: 'why', header: t('why'), value: why, width: 'minmax(0, 1.6fr)' },
        ]}
        rowKey={({ lead }) => lead.id}
        href={({ lead }) => `/leads/${lead.id}`}
        {...leads}
      />
    </Modal>
  );
}
