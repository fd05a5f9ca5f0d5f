import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormat } from '../app/language.tsx';
import { numbersIn } from '../ui/typed-numbers.ts';

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
      {...field}
      value={value}
      onChange={(typed) => onChange(typed === '' ? '' : Number(typed))}
    />
  );
}
