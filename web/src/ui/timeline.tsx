import './timeline.css';
import type { ReactNode } from 'react';

export interface TimelineEntry {
  readonly id: string;
  /** Whose touch it was; `both` is a hand-off, `ink` is neither team's: an invoice, a system's note. */
  readonly side: 'marketing' | 'sales' | 'both' | 'ink';
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly at: string;
  /** How `at` reads: "22 Nov 09:55". */
  readonly when: string;
}

/** One timeline of both teams, in the order given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ id, side, title, detail, at, when }) => (
        <li key={id} className="timeline-entry" data-side={side}>
          <span className="timeline-title">{title}</span>
          <time className="timeline-when second small" dateTime={at}>
            {when}
          </time>
          {detail !== undefined && <div className="timeline-detail second">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}
