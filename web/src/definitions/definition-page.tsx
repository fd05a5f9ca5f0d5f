import type { Definition } from '../../../src/definitions/version.ts';
import { useFormat, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { Panel } from '../ui/panel.tsx';
import { CriterionList, type ShownCriterion } from './criterion-list.tsx';
import { useCriterionWords } from './criterion-words.ts';
import { definitionTexts } from './texts.ts';

type Body = Definition['body'];
type Signals = Body['engagement']['criteria'];

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
    <Panel title={t('verdict')}>
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
  const words = useCriterionWords();
  const format = useFormat();
  const shown = (criteria: Body['icp']['company']): ShownCriterion[] =>
    criteria.map(({ key, labels, weight, test }) => ({
      key,
      name: words.name(labels),
      sentence: words.profile(test),
      worth: t('weight', { n: format.number(weight) }),
    }));
  return (
    <Panel title={t('icp')} sub={t('icpSub')} aside={<GlossaryTerm term="fit" />}>
      {(['company', 'person'] as const).map(
        (side) =>
          icp[side].length > 0 && (
            <div key={side} className="criteria-part">
              <h3>{t(side)}</h3>
              <CriterionList label={t(side)} criteria={shown(icp[side])} />
            </div>
          ),
      )}
    </Panel>
  );
}

function Engagement({ body: { engagement } }: { body: Body }) {
  const t = useText(definitionTexts);
  const words = useCriterionWords();
  const shown = (signals: Signals, sign: (points: string) => string): ShownCriterion[] =>
    signals.map(({ key, labels, touches, points, cap, withinDays }) => {
      const each = sign(t('points', { n: points }));
      const what = words.touches(touches);
      return {
        key,
        name: words.name(labels),
        sentence: withinDays
          ? { ...what, text: (limit: number) => `${what.text(limit)}, ${t('withinDays', { n: withinDays })}` }
          : what,
        worth: cap === undefined || cap === points ? each : t('cap', { points: each, cap }),
      };
    });
  return (
    <Panel title={<GlossaryTerm term="engagement" />} sub={t('engagementSub', { days: engagement.halfLifeDays ?? 14 })}>
      <CriterionList label={t('engagement')} criteria={shown(engagement.criteria, (points) => points)} />
      {engagement.negatives.length > 0 && (
        <div className="criteria-part">
          <h3>{t('negatives')}</h3>
          <CriterionList
            label={t('negatives')}
            criteria={shown(engagement.negatives, (points) => t('minusPoints', { points }))}
          />
        </div>
      )}
    </Panel>
  );
}

function HardCriteria({ body: { hard } }: { body: Body }) {
  const t = useText(definitionTexts);
  const words = useCriterionWords();
  if (hard.length === 0) return null;
  return (
    <Panel title={t('hard')} sub={t('hardSub')}>
      <CriterionList
        label={t('hard')}
        criteria={hard.map((criterion) => ({
          key: criterion.key,
          name: words.name(criterion.labels),
          sentence: words.hard(criterion),
        }))}
      />
    </Panel>
  );
}

function SoftCriteria({ body: { soft, thresholds } }: { body: Body }) {
  const t = useText(definitionTexts);
  const words = useCriterionWords();
  if (soft.length === 0) return null;
  return (
    <Panel title={t('soft')} sub={t('softSub', { n: thresholds.ready.softNeeded })}>
      <CriterionList
        label={t('soft')}
        criteria={soft.map(({ key, labels, validDays = 180, required = false }) => ({
          key,
          name: words.name(labels) ?? Object.values(labels).find((label) => label !== undefined),
          worth: [required ? t('required') : undefined, t('validDays', { n: validDays })].filter(Boolean).join(' · '),
        }))}
      />
    </Panel>
  );
}

function HandRaise({ body: { handRaise } }: { body: Body }) {
  const t = useText(definitionTexts);
  const words = useCriterionWords();
  if (handRaise.length === 0) return null;
  return (
    <Panel title={t('handRaise')} sub={t('handRaiseSub')}>
      <CriterionList
        label={t('handRaise')}
        criteria={handRaise.map(({ key, labels, touches, withinDays = 30 }) => ({
          key,
          name: words.name(labels),
          sentence: words.touches(touches),
          worth: t('validDays', { n: withinDays }),
        }))}
      />
    </Panel>
  );
}
