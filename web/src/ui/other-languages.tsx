import './other-languages.css';
import type { ReactNode } from 'react';
import { languageNames, languages, type Language } from '../app/define-texts.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { otherLanguagesTexts } from './other-languages-texts.ts';

/**
 * What is said in the reader's language, in the others too: closed until it is wanted, unless `open`. `children` makes the fields of one
 * language; with `nearest` a language that is left empty takes the words of the nearest, which is told.
 */
export function OtherLanguages(props: {
  open?: boolean;
  nearest?: boolean;
  children: (language: Language, name: string) => ReactNode;
}) {
  const { open, nearest = false, children } = props;
  const t = useText(otherLanguagesTexts);
  const { language: own } = useLanguage();
  return (
    <details className="other-languages" open={open}>
      <summary>{t('otherLanguages')}</summary>
      {nearest && <p className="second small">{t('nearest')}</p>}
      {languages.filter((each) => each !== own).map((each) => children(each, languageNames[each]))}
    </details>
  );
}
