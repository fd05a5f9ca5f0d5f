import type { ReactNode } from 'react';
import { useFormat, useText } from '../app/language.tsx';
import { feedbackTexts } from './texts.ts';
import { shareOf } from './verdict.ts';

/** Parts of a whole by their counts, each with its bar; the shares are left out where the whole is too small to say. */
export function CountedBars({ parts, of }: { parts: readonly { key: string; name: ReactNode; count: number }[]; of: number }) {
  const t = useText(feedbackTexts);
  const format = useFormat();
  return (
    <>
      <ul className="counted">
        {parts.map(({ key, name, count }) => {
          const share = shareOf(count, of);
          return (
            <li key={key}>
              <span>{name}</span>
              <span className="counted-figure">
                {format.number(count)}
                {share !== null && <span className="second"> · {format.percent(share, 0)}</span>}
              </span>
              <span className="counted-track" aria-hidden>
                <span style={{ width: `${of === 0 ? 0 : (count / of) * 100}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
      {of > 0 && shareOf(0, of) === null && <p className="second small">{t('tooFewOf', { n: of })}</p>}
    </>
  );
}
