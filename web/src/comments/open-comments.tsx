import { useText } from '../app/language.tsx';
import { threadId, useOpenComments, type Commented } from './comments-panel.tsx';
import { commentTexts } from './texts.ts';

/** Beside a signature that is still to come: what is not settled yet. Nothing where all is. */
export function OpenComments({ of }: { of: Commented }) {
  const t = useText(commentTexts);
  const open = useOpenComments(of);
  if (open === 0) return null;
  return (
    <p className="no-print">
      <a href={`#${threadId}`}>{t('open', { n: open })}</a>
    </p>
  );
}
