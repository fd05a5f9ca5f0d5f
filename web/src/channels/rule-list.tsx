import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RuleLine } from '../../../src/channels/schema.ts';
import { useText } from '../app/language.tsx';
import { IconAct } from '../ui/icon-act.tsx';
import { useRoadWords } from './road-words.ts';
import { moved } from './rule-order.ts';
import { channelTexts } from './texts.ts';

/** The rules in their order. They are moved by their buttons or dragged; whoever may not change them sees them as they are. */
export function RuleList(props: {
  rules: readonly RuleLine[];
  onChange: ((rules: readonly RuleLine[]) => void) | undefined;
  onEdit: (place: number) => void;
}) {
  const { rules, onChange, onEdit } = props;
  const t = useText(channelTexts);
  const words = useRoadWords();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const move = (from: number, to: number) => {
    const next = moved(rules, from, to);
    if (next === rules) return;
    onChange?.(next);
    setSaid(t('moved', { n: to + 1, all: rules.length }));
  };
  return (
    <>
      <ol className="rules">
        {rules.map((rule, place) => {
          const n = place + 1;
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has its twin in the buttons
            <li
              key={`${place} ${rule.field} ${rule.match} ${rule.value}`}
              data-dragged={dragged === place || undefined}
              draggable={onChange !== undefined}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(place);
              }}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) move(dragged, place);
                setDragged(null);
              }}
              onDragEnd={() => setDragged(null)}
            >
              {onChange && <IconGripVertical className="rule-grip" size={16} aria-hidden />}
              <span className="rule-number second" aria-hidden>
                {n}
              </span>
              <span className="rule-words">
                <span>{words.condition(rule)}</span>
                <span className="second">
                  <span className="off-screen">{t('becomes')} </span>
                  <span aria-hidden>→ </span>
                  {words.result(rule)}
                </span>
              </span>
              {onChange && (
                <span className="rule-acts">
                  <IconAct label={t('up', { n })} disabled={place === 0} onClick={() => move(place, place - 1)}>
                    <IconArrowUp size={16} />
                  </IconAct>
                  <IconAct label={t('down', { n })} disabled={n === rules.length} onClick={() => move(place, place + 1)}>
                    <IconArrowDown size={16} />
                  </IconAct>
                  <IconAct label={t('edit', { n })} onClick={() => onEdit(place)}>
                    <IconPencil size={16} />
                  </IconAct>
                  <IconAct label={t('remove', { n })} onClick={() => onChange(rules.toSpliced(place, 1))}>
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
