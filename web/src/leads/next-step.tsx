import type { LeadItem } from '../../../src/leads/schema.ts';
import { DuePill, useDueWords } from '../follow-ups/due-pill.tsx';

/** What comes next and when; nothing planned is a warning of its own while sales works on the lead. `brief` is for a narrow column. */
export function NextStep(props: { lead: Pick<LeadItem, 'nextStep' | 'followUp'>; brief?: boolean }) {
  const { lead, brief = false } = props;
  const { nextStep, followUp } = lead;
  const words = useDueWords();
  if (!followUp || followUp.kind === 'contact') return <span className="second">–</span>;
  const said = words({ followUp, step: nextStep });
  return (
    <span className="next-step">
      {said !== null && <span>{said}</span>}
      <DuePill followUp={followUp} step={nextStep} brief={brief} />
    </span>
  );
}
