import './page-heading.css';
import { useEffect, type ReactNode } from 'react';

/** The answer of a screen as a sentence, what it stands on, and what can be done. The sentence is also the window's title. */
export function PageHeading(props: { answer: string; over?: ReactNode; sub?: ReactNode; actions?: ReactNode }) {
  const { answer, over, sub, actions } = props;
  useEffect(() => {
    document.title = `${answer} · Samspil`;
  }, [answer]);
  return (
    <header className="page-heading">
      <div className="page-heading-words">
        {over !== undefined && <p className="second">{over}</p>}
        <h1>{answer}</h1>
        {sub !== undefined && <p className="second">{sub}</p>}
      </div>
      {actions !== undefined && <div className="page-heading-actions no-print">{actions}</div>}
    </header>
  );
}
