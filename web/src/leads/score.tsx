import { Popover, UnstyledButton } from '@mantine/core';
import { IconCheck, IconFlame, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { LeadItem, ScoreExplanation } from '../../../src/leads/schema.ts';
import { ApiProblem, resource } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { GlossaryTerm } from '../glossary/glossary-term.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { criterionName, factWords } from './criterion-words.ts';
import { OverrideNote } from './override-note.tsx';
import { overrideTexts } from './override-texts.ts';
import './score.css';
import { criterionTexts } from './criterion-texts.ts';
import { leadTexts } from './texts.ts';

/** A score in two characters, fit and engagement, that open into their reasons. */
export function ScoreGrade({ leadId, score }: { leadId: string; score: LeadItem['score'] }) {
  const t = useText(leadTexts);
  const words = useText(overrideTexts);
  const [open, setOpen] = useState(false);
  if (!score) return <span className="second">–</span>;
  const { fitGrade, engagementGrade, ready, handRaised } = score;
  return (
    <Popover opened={open} onChange={setOpen} width={340} position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="score-grade" onClick={() => setOpen(!open)}>
          <span className="score-letters">
            {fitGrade}
            {engagementGrade}
            {score.override && <span aria-hidden>*</span>}
          </span>{' '}
          {(ready || handRaised) && (
            <Pill tone="marketing" icon={handRaised && <IconFlame aria-hidden />}>
              {t('readyShort')}
            </Pill>
          )}{' '}
          <span className="off-screen">
            {t('gradeOf', {
              fit: fitGrade,
              engagement: engagementGrade,
              standing: handRaised ? 'raised' : ready ? 'ready' : 'other',
            })}
            {score.override && `, ${words('overridden')}`}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="score-pop-over" aria-label={t('whyScore')}>
        <h2 className="off-screen">{t('whyScore')}</h2>
        {open && <ScoreReasons leadId={leadId} metOnly />}
      </Popover.Dropdown>
    </Popover>
  );
}

/**
 * Why a lead scores as it does, criterion by criterion. `metOnly` leaves away what did not count, for a pop-over; `verdict` whether it is
 * ready, which is no longer the question once sales has it.
 */
export function ScoreReasons({
  leadId,
  metOnly = false,
  verdict = true,
}: {
  leadId: string;
  metOnly?: boolean;
  verdict?: boolean;
}) {
  const t = useText(leadTexts);
  const { data, error, refetch, isPending } = useQuery(resource<ScoreExplanation>(`/leads/${leadId}/score`));
  // 409: both teams have not signed a definition yet.
  if (error instanceof ApiProblem && error.status === 409) return <p className="second">{t('noScore')}</p>;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (isPending) return <Loading lines={5} />;
  return <Explained score={data} metOnly={metOnly} verdict={verdict} />;
}

function Explained({ score, metOnly, verdict }: { score: ScoreExplanation; metOnly: boolean; verdict: boolean }) {
  const t = useText(leadTexts);
  const c = useText(criterionTexts);
  const format = useFormat();
  const of = (...parts: Criterion['part'][]) =>
    score.criteria.filter(({ part, met }) => parts.includes(part) && (met || (!metOnly && part !== 'negative')));
  return (
    <div className="score-reasons">
      <p className="row score-verdict">
        {verdict && <Pill tone={score.ready ? 'marketing' : 'neutral'}>{t(score.ready ? 'ready' : 'notReady')}</Pill>}
        <span className="second small">{t('byDefinition', { version: score.definition.version })}</span>
      </p>
      {score.override && <Overridden override={score.override} />}
      {verdict && <Missing score={score} />}
      <Criteria title={<GlossaryTerm term="handRaise">{c('handRaise')}</GlossaryTerm>} criteria={of('hand-raise')} />
      <Criteria
        title={<GlossaryTerm term="fit">{c('fit')}</GlossaryTerm>}
        sum={`${score.fitGrade} · ${format.number(score.fit, 0)}`}
        criteria={of('fit')}
      />
      <Criteria
        title={<GlossaryTerm term="engagement">{c('engagement')}</GlossaryTerm>}
        sum={`${score.engagementGrade} · ${format.number(score.engagement, 0)}`}
        criteria={of('engagement', 'negative')}
      />
      <Criteria title={<GlossaryTerm term="hardCriteria">{t('hardCriteria')}</GlossaryTerm>} criteria={of('hard')} />
      <Criteria title={<GlossaryTerm term="softCriteria">{t('softCriteria')}</GlossaryTerm>} criteria={of('soft')} />
    </div>
  );
}

function Overridden({ override }: { override: NonNullable<ScoreExplanation['override']> }) {
  const t = useText(overrideTexts);
  return (
    <div className="score-missing">
      <h3>{t('overridden')}</h3>
      <OverrideNote override={override} />
      <p className="second small">{t('otherwise', { ready: override.otherwise ? 'yes' : 'no' })}</p>
    </div>
  );
}

/** What still stands between the lead and sales-ready. */
function Missing({ score }: { score: ScoreExplanation }) {
  const t = useText(leadTexts);
  const c = useText(criterionTexts);
  const { language } = useLanguage();
  const format = useFormat();
  if (score.missing.length === 0) return null;
  const words = score.missing.map(({ part, key, has, needs }) => {
    if (part !== 'threshold') {
      const criterion = score.criteria.find((each) => each.key === key);
      return criterion ? criterionName(criterion, language) : key;
    }
    const what = key === 'fit' || key === 'engagement' ? c(key) : t('softCriteria');
    return t('missingThreshold', { what, has: format.number(has ?? 0, 0), needs: format.number(needs ?? 0, 0) });
  });
  return (
    <div className="score-missing">
      <h3>{t('stillMissing')}</h3>
      <ul className="score-missing-list">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </div>
  );
}

type Criterion = ScoreExplanation['criteria'][number];

function Criteria({ title, sum, criteria }: { title: ReactNode; sum?: string; criteria: readonly Criterion[] }) {
  if (criteria.length === 0 && sum === undefined) return null;
  return (
    <section className="score-part">
      <div className="score-part-head">
        <h3>{title}</h3>
        {sum !== undefined && <span className="score-sum">{sum}</span>}
      </div>
      <ul className="score-criteria">
        {criteria.map((criterion) => (
          <CriterionRow key={criterion.key} criterion={criterion} />
        ))}
      </ul>
    </section>
  );
}

function CriterionRow({ criterion }: { criterion: Criterion }) {
  const t = useText(leadTexts);
  const c = useText(criterionTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const now = useNow();
  const { met, part, points, of, because, count, kind } = criterion;
  const name = criterionName(criterion, language);
  const [latest] = because;
  const fact = latest && latest.fact !== '' ? factWords(latest.fact, kind, language) : '';
  const detail = [
    fact === name ? '' : fact,
    count > 1 ? c('times', { n: count }) : '',
    latest?.at ? format.age(latest.at, now) : '',
  ].filter(Boolean);
  const gives = part === 'fit' || part === 'engagement' || part === 'negative';
  const Mark = met ? IconCheck : IconMinus;
  return (
    <li className="score-criterion" data-met={met || undefined}>
      <Mark size={16} stroke={2} aria-hidden />
      <span className="score-words">
        <span>
          {name}
          <span className="off-screen">, {t(met ? 'met' : 'notMet')}</span>
        </span>
        {detail.length > 0 && <span className="second small">{detail.join(' · ')}</span>}
      </span>
      {gives && (
        <span className="score-points second small">
          {of === null ? format.number(points, 0) : t('points', { n: format.number(points, 0), of: format.number(of, 0) })}
        </span>
      )}
    </li>
  );
}
