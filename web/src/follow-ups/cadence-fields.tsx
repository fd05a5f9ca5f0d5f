import './cadence-fields.css';
import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { attemptKinds, type AttemptKind } from '../../../src/follow-ups/cadence.ts';
import { useFormat, useText } from '../app/language.tsx';
import { numbersIn } from '../ui/typed-numbers.ts';
import { followUpTexts } from './texts.ts';

/** An attempt as it is being agreed; an emptied wait is ''. */
export interface CadenceField {
  readonly kind: AttemptKind;
  readonly afterHours: number | '';
}

/** As long as the attempt before it was waited for, where one is added. */
const firstWait = 8;

/** The attempts of the next version: how each is made and how long is waited before it. `errors` says what an attempt lacks, by its place. */
export function CadenceFields(props: {
  steps: readonly CadenceField[];
  onChange: (steps: readonly CadenceField[]) => void;
  errors: Readonly<Record<number, string | undefined>>;
}) {
  const { steps, onChange, errors } = props;
  const t = useText(followUpTexts);
  const format = useFormat();
  const put = (place: number, change: Partial<CadenceField>) =>
    onChange(steps.map((step, index) => (index === place ? { ...step, ...change } : step)));
  const remove = (place: number) =>
    onChange(steps.filter((_, index) => index !== place).map((step, index) => (index === 0 ? { ...step, afterHours: 0 } : step)));
  const last = steps.at(-1);
  const add = () => onChange([...steps, { kind: 'call', afterHours: last ? last.afterHours || firstWait : 0 }]);
  return (
    <fieldset className="cadence-fields">
      <legend>{t('cadence')}</legend>
      <p className="second small">{t('cadenceSub')}</p>
      {steps.map(({ kind, afterHours }, index) => (
        <div key={index} className="cadence-field">
          <NativeSelect
            label={t('step', { n: index + 1 })}
            value={kind}
            onChange={(event) => put(index, { kind: event.currentTarget.value as AttemptKind })}
            data={attemptKinds.map((value) => ({ value, label: t('kindOf', { kind: value }) }))}
          />
          {index === 0 ? (
            <p className="second small cadence-first">{t('firstOf')}</p>
          ) : (
            <NumberInput
              label={t('wait', { n: index + 1 })}
              min={0.25}
              max={1000}
              suffix={t('hours')}
              {...numbersIn(format)}
              value={afterHours}
              onChange={(value) => put(index, { afterHours: typeof value === 'number' ? value : '' })}
              error={errors[index]}
            />
          )}
          <ActionIcon variant="subtle" size={36} aria-label={t('removeStep', { n: index + 1 })} onClick={() => remove(index)}>
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add} disabled={steps.length >= 20}>
          {t('addStep')}
        </Button>
      </div>
    </fieldset>
  );
}
