import './feedback.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Feedback } from '../../../src/feedback/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import type { HandoffDetails } from '../handoffs/handoff.ts';
import { useNow } from '../ui/use-now.ts';
import { questions } from './answers.ts';
import { FeedbackForm } from './feedback-form.tsx';
import { feedbackTexts } from './texts.ts';

/** What sales says after the first conversation: asked of sales in three questions, and shown to both teams once it is said. */
export default function ConversationFeedback({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(feedbackTexts);
  const mayGive = useMay()('sales');
  const { feedback } = handoff;
  const [correcting, setCorrecting] = useState(false);
  if (mayGive && (feedback === null || correcting))
    return <FeedbackForm handoff={handoff} given={feedback} onClose={correcting ? () => setCorrecting(false) : undefined} />;
  if (feedback === null) return <p className="second small">{t('notSaidYet')}</p>;
  return <Said feedback={feedback} handoff={handoff} onCorrect={mayGive ? () => setCorrecting(true) : undefined} />;
}

function Said(props: { feedback: Feedback; handoff: HandoffDetails; onCorrect: (() => void) | undefined }) {
  const { feedback, handoff, onCorrect } = props;
  const t = useText(feedbackTexts);
  const format = useFormat();
  const now = useNow();
  const { language } = useLanguage();
  const { useful, missed, comment, member, givenAt } = feedback;
  const names = handoff.briefing.items.filter(({ key }) => useful.includes(key)).map(({ label }) => label[language]);
  return (
    <section className="said" aria-label={t('afterConversation')}>
      <div className="said-head">
        <h3>{t('afterConversation')}</h3>
        <span className="second small">{[member?.name, format.moment(givenAt, now)].filter(Boolean).join(', ')}</span>
        {onCorrect && (
          <Button className="no-print" variant="subtle" size="compact-sm" onClick={onCorrect}>
            {t('correct')}
          </Button>
        )}
      </div>
      <dl className="said-answers">
        {questions.map(({ key }) => (
          <div key={key}>
            <dt className="second small">{t(`ask_${key}`)}</dt>
            <dd>{t(feedback[key])}</dd>
          </div>
        ))}
        {names.length > 0 && <Also name={t('ofUse')} text={names.join(', ')} />}
        {missed !== null && <Also name={t('missed')} text={missed} />}
        {comment !== null && <Also name={t('comment')} text={comment} />}
      </dl>
    </section>
  );
}

function Also({ name, text }: { name: string; text: string }) {
  return (
    <div className="said-also">
      <dt className="second small">{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
