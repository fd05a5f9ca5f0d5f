import './technical.css';
import { useLanguage, useText } from '../app/language.tsx';
import { uiTexts } from './texts.ts';

/**
 * The server's own sentence. It is English: who reads English sees it at once, others find it folded away, marked as what it is, for
 * whoever helps them.
 */
export function Technical({ detail }: { detail: string | undefined }) {
  const t = useText(uiTexts);
  const { language } = useLanguage();
  if (detail === undefined || detail === '') return null;
  const sentence = (
    <p className="small" lang="en">
      {detail}
    </p>
  );
  if (language === 'en') return sentence;
  return (
    <details className="technical small">
      <summary>{t('technical')}</summary>
      {sentence}
    </details>
  );
}
