import './section-tabs.css';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

export interface Section {
  readonly to: string;
  readonly name: string;
  /** How many wait there; not shown when 0 or unknown. */
  readonly count?: number | undefined;
}

/** The sections of a screen, each with an address of its own. */
export function SectionTabs({ label, sections }: { label: string; sections: readonly Section[] }) {
  const { pathname } = useLocation();
  const tabs = useRef<HTMLElement>(null);
  // Where not all fit, the open one is brought into sight.
  useEffect(() => {
    tabs.current?.querySelector(`[href="${pathname}"]`)?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={tabs} className="section-tabs no-print" aria-label={label}>
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
