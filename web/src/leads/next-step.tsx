import type { LeadItem } from '../../../src/leads/schema.ts';
import { DuePill, useDueWords } from '../follow-ups/due-pill.tsx';

/** What comes next and when; nothing planned is a warning of its own while sales works on the lead. */
export function NextStep({ lead: { nextStep, followUp } }: { lead: Pick<LeadItem, 'nextStep' | 'followUp'> }) {
  const words = useDueWords();
  if (!followUp || followUp.kind === 'contact') return <span className="second">–</span>;
  const said = words({ followUp, step: nextStep });
  return (
    <span className="next-step">
      {said !== null && <span>{said}</span>}
      <DuePill followUp={followUp} step={nextStep} />
    </span>
  );
}
