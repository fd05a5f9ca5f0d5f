import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { moved } from '../channels/rule-order.ts';
import { IconAct } from '../ui/icon-act.tsx';
import { conditionWords } from './condition-words.ts';
import type { Rule } from './draft.ts';
import type { Rep } from './routing-settings.tsx';
import { routingTexts } from './texts.ts';

/** The rules in their order: the first that fits a lead decides. Whoever may not change them sees them as they are. */
export function RuleList(props: {
  rules: readonly Rule[];
  members: readonly Rep[];
  onChange: ((rules: readonly Rule[]) => void) | undefined;
  onEdit: (place: number) => void;
}) {
  const { rules, members, onChange, onEdit } = props;
  const t = useText(routingTexts);
  const { language } = useLanguage();
  const repsOf = useRepWords(members);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    onChange?.(moved(rules, from, to));
    setSaid(t('moved', { n: to + 1, all: rules.length }));
  };
  return (
    <>
      <ol className="rules">
        {rules.map((rule, place) => {
          const { name, when } = rule;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a rule has no key but its place
            <li key={place}>
              <span className="rule-number second" aria-hidden>
                {place + 1}
              </span>
              <span className="rule-words">
                <strong>{name}</strong>
                <span>{conditionWords(when, language)}</span>
                <span className="second">
                  <span className="off-screen">{t('goTo')} </span>
                  <span aria-hidden>→ </span>
                  {repsOf(rule)}
                </span>
              </span>
              {onChange && (
                <span className="rule-acts">
                  <IconAct label={t('up', { name })} disabled={place === 0} onClick={() => move(place, place - 1)}>
                    <IconArrowUp size={16} />
                  </IconAct>
                  <IconAct
                    label={t('down', { name })}
                    disabled={place === rules.length - 1}
                    onClick={() => move(place, place + 1)}
                  >
                    <IconArrowDown size={16} />
                  </IconAct>
                  <IconAct label={t('edit', { name })} onClick={() => onEdit(place)}>
                    <IconPencil size={16} />
                  </IconAct>
                  <IconAct label={t('remove', { name })} onClick={() => onChange(rules.toSpliced(place, 1))}>
                    <IconTrash size={16} />
                  </IconAct>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <output className="off-screen">{said}</output>
    </>
  );
}

/** Who gets the leads of a rule; weights are told where they differ. Somebody who has left gets none, and is told so. */
function useRepWords(members: readonly Rep[]): (rule: Rule) => string {
  const t = useText(routingTexts);
  const format = useFormat();
  return ({ reps }) => {
    const uneven = reps.some(({ weight = 1 }) => weight !== (reps[0]?.weight ?? 1));
    return reps
      .map(({ memberId, weight = 1 }) => {
        const member = members.find(({ id }) => id === memberId);
        const name = member?.leftAt === null ? member.name : t('hasLeft', { name: member?.name ?? '–' });
        return uneven ? t('weighed', { name, weight: format.number(weight) }) : name;
      })
      .join(', ');
  };
}
