import { NativeSelect, TextInput } from '@mantine/core';
import type { ImportOptions } from '../../../src/imports/schema.ts';
import { channels } from '../../../src/touchpoints/kinds.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { channelNames } from '../touchpoints/texts.ts';
import { Panel } from '../ui/panel.tsx';
import { importTexts } from './texts.ts';

/** What is said about a file as a whole; only what its columns and values leave open is asked. */
export function FileOptions(props: {
  asked: readonly (keyof ImportOptions)[];
  sheets: readonly string[];
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}) {
  const { asked, sheets, options, onChange } = props;
  const t = useText(importTexts);
  const { language } = useLanguage();
  const say = (option: keyof ImportOptions, value: string) => {
    const { [option]: _before, ...others } = options;
    onChange(value === '' ? others : { ...others, [option]: value });
  };
  const choices: Partial<Record<keyof ImportOptions, { label: string; data: { value: string; label: string }[] }>> = {
    sheet: { label: t('optionSheet'), data: sheets.map((value) => ({ value, label: value })) },
    delimiter: {
      label: t('optionDelimiter'),
      data: [
        { value: ',', label: t('delimiter_comma') },
        { value: ';', label: t('delimiter_semicolon') },
        { value: '\t', label: t('delimiter_tab') },
        { value: '|', label: t('delimiter_pipe') },
      ],
    },
    decimal: {
      label: t('optionDecimal'),
      data: (['comma', 'dot'] as const).map((value) => ({ value, label: t(`decimal_${value}`) })),
    },
    dateFormat: {
      label: t('optionDate'),
      data: (['dmy', 'mdy'] as const).map((value) => ({ value, label: t(`date_${value}`) })),
    },
    channel: { label: t('optionChannel'), data: channels.map((value) => ({ value, label: channelNames[value][language] })) },
  };
  return (
    <Panel title={t('options')}>
      <div className="import-options">
        {asked.map((option) => {
          const choice = choices[option];
          return choice ? (
            <NativeSelect
              key={option}
              label={choice.label}
              value={options[option] ?? ''}
              onChange={(event) => say(option, event.currentTarget.value)}
              data={
                option === 'sheet'
                  ? choice.data
                  : [{ value: '', label: option === 'channel' ? '–' : t('automatic') }, ...choice.data]
              }
            />
          ) : (
            <TextInput
              key={option}
              label={t(option === 'currency' ? 'optionCurrency' : option === 'source' ? 'optionSource' : 'optionZone')}
              description={option === 'timeZone' ? t('optionZoneHint') : t('optionCurrencyHint')}
              value={options[option] ?? ''}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                say(option, option === 'currency' ? typed.toUpperCase().slice(0, 3) : typed);
              }}
            />
          );
        })}
      </div>
    </Panel>
  );
}
