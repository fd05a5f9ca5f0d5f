import { macroStage, type Stage } from '../../../src/leads/lifecycle.ts';
import { useLanguage } from '../app/language.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { stageNames } from './stage-texts.ts';

/** A stage in the colour of the team that has the lead there: marketing attracts, sales takes it from the hand-off on. */
export function StagePill({ stage }: { stage: Stage }) {
  const { language } = useLanguage();
  return <Pill tone={toneOf(stage)}>{stageNames[stage][language]}</Pill>;
}

function toneOf(stage: Stage): Tone {
  if (stage === 'submitted') return 'both';
  if (stage === 'known' || stage === 'recycled' || stage === 'disqualified') return 'neutral';
  if (stage === 'rejected') return 'warn';
  return macroStage(stage) === 'attract' ? 'marketing' : 'sales';
}
