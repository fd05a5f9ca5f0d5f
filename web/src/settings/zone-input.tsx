import { TextInput, type TextInputProps } from '@mantine/core';
import { useId } from 'react';

const zones = Intl.supportedValuesOf('timeZone');

/** A time zone by its IANA name, typed with the browser's help. */
export function ZoneInput(props: TextInputProps) {
  const list = useId();
  return (
    <>
      <TextInput list={list} {...props} />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
    </>
  );
}
