import { Button, Group, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { SoftCriterion } from '../../../src/definitions/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { criterionName } from './criterion-words.ts';
import { evidenceSources, leadTexts } from './texts.ts';

/** Notes that a soft criterion holds, in the customer's own words. */
export default function EvidenceDialog({
  leadId,
  criteria,
  onClose,
}: {
  leadId: string;
  criteria: readonly Pick<SoftCriterion, 'key' | 'labels'>[];
  onClose: () => void;
}) {
  const t = useText(leadTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const say = useUndo();
  const [criterion, setCriterion] = useState(criteria[0]?.key ?? '');
  const [quote, setQuote] = useState('');
  const [source, setSource] = useState('call');
  const save = useCommand(
    () => api.post(`/leads/${leadId}/evidence`, { criterion, source, ...(quote.trim() && { quote: quote.trim() }) }),
    {
      refresh: ['/leads', '/people'],
      done: () => {
        say(t('saved'));
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('addEvidenceTitle')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      {criteria.length === 0 ? (
        <p className="second">{t('noSoftCriteria')}</p>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <NativeSelect
            label={t('criterion')}
            value={criterion}
            onChange={(event) => setCriterion(event.currentTarget.value)}
            data={criteria.map((each) => ({ value: each.key, label: criterionName({ ...each, kind: 'evidence' }, language) }))}
          />
          <Textarea
            label={t('ownWords')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
            value={quote}
            onChange={(event) => setQuote(event.currentTarget.value)}
            data-autofocus
          />
          <NativeSelect
            label={t('heardFrom')}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            data={Object.entries(evidenceSources).map(([value, text]) => ({ value, label: t(text) }))}
          />
          <Failure error={save.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {ui('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}
