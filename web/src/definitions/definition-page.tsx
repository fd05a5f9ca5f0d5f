import type { Definition } from '../../../src/definitions/version.ts';
import { useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { criterionTexts } from '../leads/criterion-texts.ts';
import { Panel } from '../ui/panel.tsx';
import { CriterionList } from './criterion-list.tsx';
import { useShownCriterion } from './shown-criterion.ts';
import { definitionTexts } from './texts.ts';

type Body = Definition['body'];

/** The body of a definition to read from top to bottom: first when a lead is what, then every criterion behind it. */
export function DefinitionPage({ body }: { body: Body }) {
  return (
    <>
      <Verdict body={body} />
      <div className="columns columns-even">
        <div className="stack">
          <IdealCustomer body={body} />
          <HardCriteria body={body} />
          <SoftCriteria body={body} />
        </div>
        <div className="stack">
          <HandRaise body={body} />
          <Engagement body={body} />
        </div>
      </div>
    </>
  );
}

function Verdict({ body: { thresholds, hard, handRaise } }: { body: Body }) {
  const t = useText(definitionTexts);
  const { engaged = 1, mql, ready } = thresholds;
  return (
    <Panel title={t('verdict')} aside={<GlossaryTerm term="sql">SQL</GlossaryTerm>}>
      <ul className="verdict">
        <li>{t('engagedFrom', { engagement: engaged })}</li>
        <li>{t('mqlFrom', mql)}</li>
        <li className="verdict-ready">
          {t('readyFrom', { fit: ready.fit, engagement: ready.engagement, hard: hard.length, soft: ready.softNeeded })}
          {handRaise.length > 0 && ` ${t('handRaiseReady')}`}
        </li>
      </ul>
    </Panel>
  );
}

function IdealCustomer({ body: { icp } }: { body: Body }) {
  const t = useText(definitionTexts);
  const words = useText(criterionTexts);
  const shown = useShownCriterion();
  return (
    <Panel title={t('icp')} sub={t('icpSub')} aside={<GlossaryTerm term="fit">{words('fit')}</GlossaryTerm>}>
      {(['company', 'person'] as const).map(
        (side) =>
          icp[side].length > 0 && (
            <div key={side} className="criteria-part">
              <h3>{t(side)}</h3>
              <CriterionList label={t(side)} criteria={icp[side].map(shown[side])} />
            </div>
          ),
      )}
    </Panel>
  );
}

function Engagement({ body: { engagement } }: { body: Body }) {
  const t = useText(definitionTexts);
  const shown = useShownCriterion();
  return (
    <Panel
      title={<GlossaryTerm term="engagement">{t('engagement')}</GlossaryTerm>}
      sub={t('engagementSub', { days: engagement.halfLifeDays ?? 14 })}
    >
      <CriterionList label={t('engagement')} criteria={engagement.criteria.map(shown.engagement)} />
      {engagement.negatives.length > 0 && (
        <div className="criteria-part">
          <h3>{t('negatives')}</h3>
          <CriterionList label={t('negatives')} criteria={engagement.negatives.map(shown.negatives)} />
        </div>
      )}
    </Panel>
  );
}

function HardCriteria({ body: { hard } }: { body: Body }) {
  const t = useText(definitionTexts);
  const shown = useShownCriterion();
  if (hard.length === 0) return null;
  return (
    <Panel title={<GlossaryTerm term="hardCriteria">{t('hard')}</GlossaryTerm>} sub={t('hardSub')}>
      <CriterionList label={t('hard')} criteria={hard.map(shown.hard)} />
    </Panel>
  );
}

function SoftCriteria({ body: { soft, thresholds } }: { body: Body }) {
  const t = useText(definitionTexts);
  const shown = useShownCriterion();
  if (soft.length === 0) return null;
  return (
    <Panel
      title={<GlossaryTerm term="softCriteria">{t('soft')}</GlossaryTerm>}
      sub={t('softSub', { n: thresholds.ready.softNeeded })}
    >
      <CriterionList label={t('soft')} criteria={soft.map(shown.soft)} />
    </Panel>
  );
}

function HandRaise({ body: { handRaise } }: { body: Body }) {
  const t = useText(definitionTexts);
  const shown = useShownCriterion();
  if (handRaise.length === 0) return null;
  return (
    <Panel title={<GlossaryTerm term="handRaise">{t('handRaise')}</GlossaryTerm>} sub={t('handRaiseSub')}>
      <CriterionList label={t('handRaise')} criteria={handRaise.map(shown.handRaise)} />
    </Panel>
  );
}
