import { lazy, Suspense, type ReactNode } from 'react';
import type { Query } from '../app/api.ts';
import type { Money } from '../app/format.ts';

const EvidencePanel = lazy(() => import('./evidence-panel.tsx'));

/** A field of such a row: plain, an amount, or something with a name (a person, a company). */
export type EvidenceCell = string | number | boolean | null | Money | { readonly name: string | null };
export type EvidenceRow = Readonly<Record<string, EvidenceCell>>;

/** The rows behind a figure, as `…/rows` of a metric answers them. */
export interface Evidence {
  readonly title: string;
  readonly path: string;
  readonly query?: Query;
  /** What the figure means, where it comes from and how old it is; stands above the rows. */
  readonly about?: ReactNode;
  /** The columns to show and their headings, in order; without it all fields that can be read. */
  readonly columns?: Readonly<Record<string, string>>;
  /** How the cells of a column are said, where they are not plain figures, days and names. */
  readonly said?: Readonly<Record<string, (row: EvidenceRow) => string>>;
  /** Where a row leads; undefined for one that leads nowhere. */
  readonly href?: (row: EvidenceRow) => string | undefined;
}

/** Opens the rows behind a figure beside the screen. `evidence` null is closed. Loaded when it first opens. */
export function RowsDrawer({ evidence, onClose }: { evidence: Evidence | null; onClose: () => void }) {
  return <Suspense>{evidence && <EvidencePanel evidence={evidence} onClose={onClose} />}</Suspense>;
}
