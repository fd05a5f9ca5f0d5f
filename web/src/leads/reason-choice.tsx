import { Radio } from '@mantine/core';
import type { Reason } from '../../../src/reasons/schema.ts';
import { useLanguage } from '../app/language.tsx';
import { useGivableReasons, useReasons } from '../touchpoints/story.ts';
import { ErrorState, Loading } from '../ui/states.tsx';
import { takeFocus } from '../ui/take-focus.ts';

/** Asks for exactly one reason of a catalogue, ready to be chosen by the arrow keys. `describe` says what follows from each. */
export function ReasonChoice(props: {
  kind: Reason['kind'];
  label: string;
  /** The code of the one chosen, or empty. */
  value: string;
  onChoose: (reason: Reason) => void;
  describe?: (reason: Reason) => string;
}) {
  const { kind, label, value, onChoose, describe } = props;
  const { language } = useLanguage();
  const { isPending, error, refetch } = useReasons();
  const offered = useGivableReasons(kind);
  if (isPending) return <Loading lines={5} />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  const choose = (code: string) => {
    const reason = offered.find((each) => each.code === code);
    if (reason) onChoose(reason);
  };
  return (
    <Radio.Group label={label} value={value} onChange={choose}>
      <div className="radio-list">
        {offered.map((reason, index) => (
          <Radio
            key={reason.code}
            value={reason.code}
            color="ink"
            iconColor="var(--panel)"
            label={reason.label[language]}
            description={describe?.(reason)}
            {...(index === 0 && { ref: takeFocus, 'data-autofocus': true })}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
