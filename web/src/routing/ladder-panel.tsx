import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useFormat, useText } from '../app/language.tsx';
import { Panel } from '../ui/panel.tsx';
import type { Step } from './draft.ts';
import { routingTexts } from './texts.ts';

const mostSteps = 5;

/** Where a hand-off goes that nobody has accepted when its time is over, step by step. */
export function LadderPanel(props: { ladder: readonly Step[]; onChange: ((ladder: readonly Step[]) => void) | undefined }) {
  const { ladder, onChange } = props;
  const t = useText(routingTexts);
  const format = useFormat();
  const add = () => onChange?.([...ladder, { afterMinutes: (ladder.at(-1)?.afterMinutes ?? 0) + 60, to: 'head' }]);
  return (
    <Panel
      title={t('ladder')}
      sub={t('ladderSub')}
      {...(onChange &&
        ladder.length < mostSteps && {
          aside: (
            <Button variant="default" size="compact-sm" onClick={add}>
              {t('addStep')}
            </Button>
          ),
        })}
    >
      {ladder.length === 0 && <p className="second">{t('noLadder')}</p>}
      <ol className="ladder">
        {ladder.map((step, place) => {
          const n = place + 1;
          const set = (changes: Partial<Step>) => onChange?.(ladder.with(place, { ...step, ...changes }));
          if (!onChange)
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a step has no key but its place
              <li key={place}>{t('stepWords', { time: format.duration(step.afterMinutes), to: t(step.to) })}</li>
            );
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a step has no key but its place
            <li key={place}>
              <NumberInput
                label={t('afterMinutes')}
                min={0}
                max={100_000}
                allowDecimal={false}
                hideControls
                value={step.afterMinutes}
                onChange={(value) => typeof value === 'number' && set({ afterMinutes: value })}
              />
              <NativeSelect
                label={t('goTo')}
                value={step.to}
                onChange={({ currentTarget: { value } }) => set({ to: value === 'head' ? 'head' : 'another_rep' })}
                data={(['another_rep', 'head'] as const).map((value) => ({ value, label: t(value) }))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('removeStep', { n })}
                title={t('removeStep', { n })}
                onClick={() => onChange(ladder.toSpliced(place, 1))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
