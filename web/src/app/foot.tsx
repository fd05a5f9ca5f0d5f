import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { languageNames, languages } from './define-texts.ts';
import { useText } from './language.tsx';
import { useSettings } from './session.tsx';
import { appTexts } from './texts.ts';

/** Language and colours, at the foot of the menu and of the screens before it. */
export function Foot() {
  const t = useText(appTexts);
  const { language, chooseLanguage, chooseColorScheme } = useSettings();
  const dark = useComputedColorScheme('light') === 'dark';
  const change = t(dark ? 'toLight' : 'toDark');
  return (
    <div className="foot">
      {/* The browser's own list: the parts of Mantine's fields would be the only ones that every screen waits for. */}
      <select
        aria-label={t('language')}
        className="foot-language"
        value={language}
        onChange={(event) => {
          const chosen = languages.find((each) => each === event.currentTarget.value);
          if (chosen) chooseLanguage(chosen);
        }}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </select>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={change}
        title={change}
        onClick={() => chooseColorScheme(dark ? 'light' : 'dark')}
      >
        {dark ? <IconSun size={16} stroke={1.75} aria-hidden /> : <IconMoon size={16} stroke={1.75} aria-hidden />}
      </ActionIcon>
    </div>
  );
}
