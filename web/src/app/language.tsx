import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { formatMessage, languages, preferredLanguage, type Language, type Message, type TextValues } from './define-texts.ts';
import { createFormat, type Format } from './format.ts';

const storageKey = 'samspil.language';

function rememberedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    const known = languages.find((language) => language === stored);
    if (known) return known;
  } catch {
    // Storage may be refused; the browser's languages decide then.
  }
  return preferredLanguage(navigator.languages);
}

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void } | null>(null);
const FormatContext = createContext<Format | null>(null);

/** Gives the screens their language and formats. Before sign-in the choice lives in this browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(rememberedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = useCallback((next: Language) => {
    setLanguage(next);
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Not remembered; it still holds for this visit.
    }
  }, []);
  const value = useMemo(() => ({ language, choose }), [language, choose]);
  return (
    <LanguageContext value={value}>
      <FormatProvider numberFormat={null} timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone}>
        {children}
      </FormatProvider>
    </LanguageContext>
  );
}

/** Formats in a workspace's time zone and a person's number format. */
export function FormatProvider(props: { numberFormat: string | null; timeZone: string; children: ReactNode }) {
  const { numberFormat, timeZone, children } = props;
  const { language } = useLanguage();
  const format = useMemo(() => createFormat({ language, numberFormat, timeZone }), [language, numberFormat, timeZone]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export function useLanguage() {
  const context = useContext(LanguageContext);
  if (!context) throw new Error('useLanguage needs a LanguageProvider above it');
  return context;
}

/** The formatters of numbers, money, dates and durations for the reader. */
export function useFormat(): Format {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat needs a LanguageProvider above it');
  return format;
}

/** `const t = useText(texts); t('waiting', { n: 5 })`: the domain's texts in the reader's language. Keys are typed. */
export function useText<Key extends string>(texts: Readonly<Record<Key, Message>>): (key: Key, values?: TextValues) => string {
  const { language } = useLanguage();
  return useCallback((key, values) => formatMessage(texts[key], language, values), [texts, language]);
}
