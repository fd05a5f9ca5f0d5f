import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useText } from '../app/language.tsx';
import { useKeys } from '../app/use-keys.ts';
import { contactKinds, responses, type ContactKind, type ContactReport } from './contact.ts';
import './contact-form.css';
import { leadTexts } from './texts.ts';
import { DayField } from '../ui/day-field.tsx';

/** How a contact went. One key of 1, 2, 3 logs it; the next step and the note are there for who has something to say. */
export default function ContactForm(props: {
  kind: ContactKind;
  onKind: (kind: ContactKind) => void;
  onLog: (report: ContactReport) => void;
  onClose: () => void;
  pending: boolean;
}) {
  const { kind, onKind, onLog, onClose, pending } = props;
  const t = useText(leadTexts);
  const [nextStep, setNextStep] = useState('');
  const [nextStepOn, setNextStepOn] = useState('');
  const [note, setNote] = useState('');

  function log(response: (typeof responses)[number]) {
    if (pending) return;
    onLog({
      kind,
      response,
      ...(nextStep.trim() && { nextStep: nextStep.trim() }),
      ...(nextStepOn && { nextStepOn }),
      ...(note.trim() && { note: note.trim() }),
    });
  }
  useKeys({
    '1': [t('reached'), () => log('reached')],
    '2': [t('no_answer'), () => log('no_answer')],
    '3': [t('awaiting'), () => log('awaiting')],
  });
  useHotkeys([['Escape', onClose]]);

  return (
    <section className="contact-form" aria-label={t('logContact')}>
      <div className="contact-head">
        <SegmentedControl
          aria-label={t('logContact')}
          value={kind}
          onChange={(value) => onKind(contactKinds.find((each) => each === value) ?? kind)}
          data={contactKinds.map((value) => ({ value, label: t(value) }))}
        />
        <Button variant="subtle" size="compact-sm" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
      <div className="contact-next">
        <TextInput
          label={t('nextStepField')}
          value={nextStep}
          onChange={(event) => setNextStep(event.currentTarget.value)}
          maxLength={200}
        />
        <DayField label={t('nextStepOn')} value={nextStepOn} onChange={setNextStepOn} />
      </div>
      <Textarea
        label={t('note')}
        autosize
        minRows={1}
        maxRows={6}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={5000}
      />
      <div className="contact-outcome">
        <span className="second small">{t('howItWent')}</span>
        <div className="row">
          {responses.map((response, index) => (
            <Button
              key={response}
              variant={response === 'reached' ? 'filled' : 'default'}
              color={response === 'reached' ? 'sales' : 'ink'}
              onClick={() => log(response)}
              disabled={pending}
              rightSection={<kbd className="contact-key">{index + 1}</kbd>}
            >
              {t(response)}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
}
