import './panel.css';
import type { ReactNode } from 'react';

/** A white surface with a heading. `aside` stands right of the heading: a pill, a link. `flush` lets a list or table reach the edges. */
export function Panel(props: { title?: ReactNode; sub?: ReactNode; aside?: ReactNode; flush?: boolean; children?: ReactNode }) {
  const { title, sub, aside, flush = false, children } = props;
  return (
    <section className="panel" data-flush={flush || undefined}>
      {title !== undefined && (
        <header className="panel-head">
          <h2>{title}</h2>
          {aside !== undefined && <div className="panel-aside">{aside}</div>}
          {sub !== undefined && <p className="panel-sub second">{sub}</p>}
        </header>
      )}
      {children}
    </section>
  );
}
