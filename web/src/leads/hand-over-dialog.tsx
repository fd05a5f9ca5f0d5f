import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeadInformation } from '../../../src/information/schema.ts';
import type { LeadInFull, ScoreExplanation } from '../../../src/leads/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useItemWords } from '../information/item-words.ts';
import { Failure } from '../ui/failure.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { takeFocus } from '../ui/take-focus.ts';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { nameOfLead } from './lead-name.ts';
import { leadTexts } from './texts.ts';

/** Hands a lead over to sales: what the agreed briefing already holds, what is missing, and a word to the rep. */
export default function HandOverDialog({ leadId, onClose }: { leadId: string; onClose: () => void }) {
  const ui = useText(uiTexts);
  const t = useText(leadTexts);
  const lead = useQuery(resource<LeadInFull>(`/leads/${leadId}`));
  const information = useQuery(resource<LeadInformation>(`/leads/${leadId}/information`));
  // As it is this moment: the list tells the score as last worked out.
  const score = useQuery(resource<ScoreExplanation>(`/leads/${leadId}/score`));
  const error = lead.error ?? information.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={lead.data ? t('handOverTitle', { name: nameOfLead(lead.data) }) : t('handOver')}
      closeButtonProps={{ 'aria-label': ui('cancel') }}
    >
      {error ? (
        <ErrorState error={error} />
      ) : lead.data && information.data && !score.isPending ? (
        <HandOverForm
          lead={lead.data}
          meetsDefinition={score.data?.ready === true}
          items={information.data.items}
          onClose={onClose}
        />
      ) : (
        <Loading lines={6} />
      )}
    </Modal>
  );
}

function HandOverForm(props: {
  lead: LeadInFull;
  meetsDefinition: boolean;
  items: LeadInformation['items'];
  onClose: () => void;
}) {
  const { lead, meetsDefinition, items, onClose } = props;
  const t = useText(leadTexts);
  const ui = useText(uiTexts);
  const { language } = useLanguage();
  const say = useUndo();
  const words = useItemWords();
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState('');
  const [incompleteBecause, setIncompleteBecause] = useState('');
  const missing = items.filter(({ filled, key }) => !filled && !given[key]?.trim());
  const manual = !meetsDefinition;
  const handOver = useCommand(
    () =>
      api.post('/handoffs', {
        leadId: lead.id,
        items: Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== '')),
        ...(note.trim() && { note: note.trim() }),
        ...(missing.length > 0 && { incompleteBecause: incompleteBecause.trim() }),
        ...(manual && { manual }),
      }),
    {
      refresh: ['/leads', '/handoffs', '/people', '/today'],
      done: () => {
        say(t('handedOver', { name: nameOfLead(lead) }));
        onClose();
      },
    },
  );
  const names = missing.map(({ label }) => label[language]).join(', ');
  const ready = missing.length === 0 || incompleteBecause.trim() !== '';
  const filled = items.length - missing.length;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) handOver.mutate();
      }}
    >
      {manual && <p className="hand-over-warning">{t('notByDefinition')}</p>}
      <p className="second">
        {missing.length === 0 ? t('handOverAllFilled') : t('handOverFilled', { n: filled, m: items.length })}
      </p>
      <dl className="hand-over-items">
        {items
          .filter((item) => item.filled)
          .map((item) => (
            <div key={item.key} className="hand-over-item">
              <dt className="second small">{item.label[language]}</dt>
              <dd>{words(item).value}</dd>
            </div>
          ))}
      </dl>
      {items
        .filter((item) => !item.filled)
        .map(({ key, label, why }, index) => (
          <TextInput
            key={key}
            {...(index === 0 && { ref: takeFocus, 'data-autofocus': true })}
            label={`${label[language]} (${t('missing')})`}
            description={why?.[language]}
            value={given[key] ?? ''}
            onChange={(event) => setGiven({ ...given, [key]: event.currentTarget.value })}
            maxLength={5000}
          />
        ))}
      {missing.length > 0 && (
        <Textarea
          label={t('incompleteBecause')}
          description={t('incompleteNeeded', { items: names })}
          autosize
          minRows={1}
          maxRows={6}
          value={incompleteBecause}
          onChange={(event) => setIncompleteBecause(event.currentTarget.value)}
          maxLength={5000}
        />
      )}
      <Textarea
        label={t('handOverNote')}
        placeholder={t('handOverNotePlaceholder')}
        autosize
        minRows={2}
        maxRows={8}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={5000}
        {...(items.every((item) => item.filled) && { ref: takeFocus, 'data-autofocus': true })}
      />
      <Failure error={handOver.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button type="submit" color="marketing" disabled={!ready} loading={handOver.isPending}>
          {t('handOverDo')}
        </Button>
      </Group>
    </form>
  );
}
