import './section-tabs.css';
import { Link } from '@tanstack/react-router';

export interface Section {
  readonly to: string;
  readonly name: string;
  /** How many wait there; not shown when 0 or unknown. */
  readonly count?: number | undefined;
}

/** The sections of a screen, each with an address of its own. */
export function SectionTabs({ label, sections }: { label: string; sections: readonly Section[] }) {
  return (
    <nav className="section-tabs no-print" aria-label={label}>
      <ul>
        {sections.map(({ to, name, count }) => (
          <li key={to}>
            <Link
              to={to}
              className="section-tab"
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ exact: true }}
              resetScroll={false}
            >
              {name}
              {count !== undefined && count > 0 && <span className="section-tab-count">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
