import './comparison.css';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Definition } from '../../../src/definitions/version.ts';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { compareVersions, type Change, type ComparedCriterion } from './compare.ts';
import { comparisonTexts } from './comparison-texts.ts';
import { storedBody, type Section } from './draft.ts';
import { useShownCriterion, type SentCriteria } from './shown-criterion.ts';
import { definitionTexts } from './texts.ts';

const tones: Readonly<Record<Change, Tone>> = { added: 'ok', removed: 'warn', changed: 'neutral', same: 'neutral' };

/** What a version changes of the one in force, side by side; what stays is shown on request. */
export function ComparisonPanel({ before, after }: { before: Definition; after: Definition }) {
  const t = useText(comparisonTexts);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { criteria, figures } = compareVersions(storedBody(before.body), storedBody(after.body));
  const shownFigures = figures.filter((figure) => all || figure.before !== figure.after);
  const shownCriteria = criteria.filter(({ change }) => all || change !== 'same');
  const nothing = criteria.every(({ change }) => change === 'same') && figures.every((each) => each.before === each.after);
  return (
    <Panel title={t('title', { version: after.version })} sub={t('sub', { old: before.version })}>
      {nothing && <p>{t('nothing')}</p>}
      {shownFigures.length + shownCriteria.length > 0 && (
        <table className="comparison">
          <caption className="off-screen">{t('title', { version: after.version })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('old', { version: before.version })}</th>
              <th scope="col">{t('old', { version: after.version })}</th>
            </tr>
          </thead>
          {shownFigures.length > 0 && (
            <tbody>
              <Part title={t('figures')} />
              {shownFigures.map((figure) => (
                <Row
                  key={figure.figure}
                  name={t(figure.figure)}
                  change={figure.before === figure.after ? 'same' : 'changed'}
                  before={format.number(figure.before)}
                  after={format.number(figure.after)}
                />
              ))}
            </tbody>
          )}
          <Criteria criteria={shownCriteria} />
        </table>
      )}
      <Button
        className="no-print comparison-switch"
        variant="subtle"
        size="compact-sm"
        aria-pressed={all}
        onClick={() => setAll(!all)}
      >
        {t(all ? 'hideSame' : 'showAll')}
      </Button>
    </Panel>
  );
}

function Criteria({ criteria }: { criteria: readonly ComparedCriterion[] }) {
  const t = useText(definitionTexts);
  const words = useCriterionText();
  const present = [...new Set(criteria.map(({ section }) => section))];
  return present.map((section) => (
    <tbody key={section}>
      <Part title={section === 'company' || section === 'person' ? `${t('icp')}: ${t(section)}` : t(section)} />
      {criteria
        .filter((criterion) => criterion.section === section)
        .map(({ key, change, before, after }) => (
          <Row
            key={key}
            name={words(section, after ?? before).name}
            change={change}
            before={before && words(section, before).test}
            after={after && words(section, after).test}
          />
        ))}
    </tbody>
  ));
}

/** A criterion's name, and beside it what it tests and is worth. */
function useCriterionText() {
  const shown = useShownCriterion();
  return (section: Section, criterion: ComparedCriterion['before']) => {
    const { key, name, sentence, worth } = shown[section](criterion as SentCriteria[Section] as never);
    const test = sentence?.text(Infinity);
    return { name: name ?? test ?? key, test: [name === undefined ? undefined : test, worth].filter(Boolean).join(' · ') };
  };
}

function Part({ title }: { title: string }) {
  return (
    <tr className="comparison-part">
      <th scope="rowgroup" colSpan={3}>
        {title}
      </th>
    </tr>
  );
}

function Row(props: { name: string; change: Change; before: ReactNode; after: ReactNode }) {
  const { name, change, before, after } = props;
  const t = useText(comparisonTexts);
  return (
    <tr data-change={change}>
      <th scope="row">
        {name} <Pill tone={tones[change]}>{t(`change_${change}`)}</Pill>
      </th>
      <td>{before || '–'}</td>
      <td className="comparison-after">{after || '–'}</td>
    </tr>
  );
}
