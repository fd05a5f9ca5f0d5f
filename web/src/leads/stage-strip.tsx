import './stage-strip.css';
import { isSideExit } from '../../../src/leads/lifecycle.ts';
import type { LeadInFull } from '../../../src/leads/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { useReasonWords } from '../touchpoints/story.ts';
import { useNow } from '../ui/use-now.ts';
import { StagePill } from './stage-pill.tsx';
import { stageGroups, termOfStage } from './stage-steps.ts';
import { macroStageNames, stageNames } from './stage-texts.ts';
import { leadTexts } from './texts.ts';

/** Where a lead is on the way from a name to paid work, and when it came there. */
export function StageStrip({ lead }: { lead: Pick<LeadInFull, 'stage' | 'stageSince' | 'stages'> }) {
  const t = useText(leadTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const now = useNow();
  return (
    <div className="stage-strip">
      {isSideExit(lead.stage) && <LeftTheRoad lead={lead} />}
      <ol className="stage-groups" aria-label={t('stages')}>
        {stageGroups(lead.stage, lead.stages).map(({ macro, steps }) => (
          <li key={macro} className="stage-group" style={{ flexGrow: steps.length }}>
            <span className="stage-macro second small">{macroStageNames[macro][language]}</span>
            <ol className="stage-steps">
              {steps.map(({ stage, state, enteredAt }) => (
                <li
                  key={stage}
                  className="stage-step"
                  data-state={state}
                  data-side={stage === 'submitted' ? 'both' : macro === 'attract' ? 'marketing' : 'sales'}
                  aria-current={state === 'current' ? 'step' : undefined}
                >
                  <span className="stage-name">
                    <GlossaryTerm term={termOfStage(stage)}>{stageNames[stage][language]}</GlossaryTerm>
                  </span>
                  <span className="second small">
                    {state === 'skipped' ? t('skippedStage') : enteredAt && format.day(enteredAt, now)}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {!isSideExit(lead.stage) && (
        <p className="stage-now" aria-hidden>
          <StagePill stage={lead.stage} />
          <span className="second small">{t('since', { moment: format.moment(lead.stageSince, now) })}</span>
        </p>
      )}
    </div>
  );
}

function LeftTheRoad({ lead }: { lead: Pick<LeadInFull, 'stage' | 'stageSince' | 'stages'> }) {
  const t = useText(leadTexts);
  const format = useFormat();
  const now = useNow();
  const reasonWords = useReasonWords();
  const { reason } = lead.stages.findLast(({ stage }) => stage === lead.stage) ?? {};
  const words = reason && reasonWords(lead.stage, reason);
  return (
    <p className="stage-left">
      <StagePill stage={lead.stage} />
      {words && <span>{words}</span>}
      <span className="second small">{t('since', { moment: format.moment(lead.stageSince, now) })}</span>
    </p>
  );
}
