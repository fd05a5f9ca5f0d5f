import { NativeSelect, SegmentedControl } from '@mantine/core';
import { languageNames, languages, localeOf } from '../app/define-texts.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSettings } from '../app/session.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { settingsTexts } from './texts.ts';

/** The ways numbers are written, by a locale that writes them so. */
const numberFormats = ['da-DK', 'nb-NO', 'en-GB', 'de-CH'];
const schemes = ['auto', 'light', 'dark'] as const;

/** How a locale writes a number that shows its thousands and decimals. */
const sampleOf = (locale: string) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234567.89);

/** Language, number format and colours of the person who is signed in. */
export function LookSettings() {
  const t = useText(settingsTexts);
  const format = useFormat();
  const now = useNow();
  const { language, colorScheme, numberFormat, chooseLanguage, chooseColorScheme, chooseNumberFormat } = useSettings();
  return (
    <>
      <PageHeading answer={t('lookAnswer')} sub={t('lookSub')} />
      <Panel>
        <div className="settings-form">
          <NativeSelect
            label={t('language')}
            value={language}
            onChange={(event) => {
              const chosen = languages.find((each) => each === event.currentTarget.value);
              if (chosen) chooseLanguage(chosen);
            }}
            data={languages.map((value) => ({ value, label: languageNames[value] }))}
          />
          <NativeSelect
            label={t('numberFormat')}
            value={numberFormat ?? ''}
            onChange={(event) => chooseNumberFormat(event.currentTarget.value || null)}
            data={[
              { value: '', label: t('asLanguage', { sample: sampleOf(localeOf[language]) }) },
              ...numberFormats.map((value) => ({ value, label: sampleOf(value) })),
            ]}
          />
          <div className="settings-field">
            <span id="colours">{t('colours')}</span>
            <SegmentedControl
              aria-labelledby="colours"
              value={colorScheme}
              onChange={(value) => {
                const chosen = schemes.find((each) => each === value);
                if (chosen) chooseColorScheme(chosen);
              }}
              data={schemes.map((value) => ({ value, label: t(value) }))}
            />
          </div>
          <p className="second">
            {t('sample')}: {format.money({ amountMinor: 218_450_050, currency: 'DKK' })} · {format.percent(0.844)} ·{' '}
            {format.date(now)} {format.time(now)}
          </p>
        </div>
      </Panel>
    </>
  );
}
