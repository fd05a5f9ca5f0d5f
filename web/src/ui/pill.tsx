import './pill.css';
import type { ReactNode } from 'react';

export type Tone = 'marketing' | 'sales' | 'both' | 'ok' | 'warn' | 'bad' | 'neutral' | 'hot';

/** A short word in a colour: which team's it is, or how it stands. `both` is the hand-off, where the colours meet; `hot` is a warm lead's flame: red ink without a ground. */
export function Pill({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className="pill" data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
