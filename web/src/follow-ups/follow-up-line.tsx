import { nameOf, type HandoffDetails } from '../handoffs/handoff.ts';
import { useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { DuePill, useDueWords } from './due-pill.tsx';
import './follow-ups.css';
import RecycleProposal from './recycle-proposal.tsx';
import { followUpTexts } from './texts.ts';

/** After the first contact: where the agreed attempts stand, and what is to be done next by when. */
export default function FollowUpLine({ handoff }: { handoff: HandoffDetails }) {
  const t = useText(followUpTexts);
  const words = useDueWords();
  const may = useMay();
  const { followUp, nextStep } = handoff;
  if (!followUp || followUp.kind === 'contact') return null;
  if (followUp.kind === 'recycle' && may('sales'))
    return <RecycleProposal lead={{ leadId: handoff.lead.id, name: nameOf(handoff) }} made={followUp.cadence?.made ?? 0} />;
  const said = words({ followUp, step: nextStep });
  const answered = followUp.cadence?.state === 'answered';
  return (
    <p className="follow-up-line">
      {said}
      <DuePill followUp={followUp} step={nextStep} />
      {answered && <span className="second small">{t('answered', { n: followUp.cadence?.made ?? 0 })}</span>}
    </p>
  );
}
