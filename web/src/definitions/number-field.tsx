import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormat } from '../app/language.tsx';
import { numbersIn } from '../ui/typed-numbers.ts';

/** What a field explains stands below it, so that fields beside each other stand in one line. */
const order: NonNullable<NumberInputProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];

/** A number by the reader's own marks; empty is ''. */
export function NumberField(
  props: Omit<NumberInputProps, 'value' | 'onChange'> & {
    value: number | '' | undefined;
    onChange: (value: number | '') => void;
  },
) {
  const { value = '', onChange, ...field } = props;
  const format = useFormat();
  return (
    <NumberInput
      {...numbersIn(format)}
      min={0}
      inputWrapperOrder={order}
      {...field}
      value={value}
      onChange={(typed) => onChange(typed === '' ? '' : Number(typed))}
    />
  );
}
