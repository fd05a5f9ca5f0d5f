import './evidence-panel.css';
import { Drawer } from '@mantine/core';
import { useMemo } from 'react';
import { useCollection } from '../app/api.ts';
import { dash, type Format, type Money } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DataTable, type Column } from './data-table.tsx';
import type { Evidence, EvidenceCell, EvidenceRow } from './rows-drawer.tsx';
import { uiTexts } from './texts.ts';

export default function EvidencePanel({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const t = useText(uiTexts);
  return (
    <Drawer
      opened
      onClose={onClose}
      title={evidence.title}
      position="right"
      size="min(46rem, 100%)"
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: 'evidence' }}
    >
      {evidence.about !== undefined && <div className="evidence-about">{evidence.about}</div>}
      <Rows evidence={evidence} />
    </Drawer>
  );
}

function Rows({ evidence }: { evidence: Evidence }) {
  const { title, path, query, href } = evidence;
  const format = useFormat();
  const found = useCollection<EvidenceRow>(path, query);
  const first = found.rows[0];
  const columns = useMemo(() => columnsOf(evidence, first, format), [evidence, first, format]);
  return (
    <DataTable
      label={title}
      columns={columns}
      rowKey={(row) => (typeof row['id'] === 'string' ? row['id'] : JSON.stringify(row))}
      {...(href && { href })}
      {...found}
    />
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const instant = /^\d{4}-\d{2}-\d{2}T/;
const day = /^\d{4}-\d{2}-\d{2}$/;

function columnsOf(evidence: Evidence, first: EvidenceRow | undefined, format: Format): Column<EvidenceRow>[] {
  const readable = Object.entries(first ?? {}).filter(
    ([key, value]) => key !== 'id' && !(typeof value === 'string' && uuid.test(value)),
  );
  const headings = evidence.columns ?? Object.fromEntries(readable.map(([key]) => [key, words(key)]));
  return Object.entries(headings).map(([key, header]) => {
    const sample = first?.[key];
    const isFigure = typeof sample === 'number' || (sample !== undefined && isMoney(sample));
    const said = evidence.said?.[key];
    return {
      key,
      header,
      value: (row) => (said ? said(row) : sortable(row[key] ?? null)),
      render: (row) => (said ? said(row) : shown(row[key] ?? null, format)),
      ...(isFigure && { align: 'end' as const }),
    };
  });
}

/** `firstContactAt` reads "First contact at", until the screen gives it a heading of its own. */
function words(key: string): string {
  const spaced = key.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function isMoney(cell: EvidenceCell): cell is Money {
  return typeof cell === 'object' && cell !== null && 'amountMinor' in cell;
}

function sortable(cell: EvidenceCell): string | number | null {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return Number(cell);
  return isMoney(cell) ? cell.amountMinor : cell.name;
}

function shown(cell: EvidenceCell, format: Format): string {
  if (cell === null) return dash;
  if (typeof cell === 'number') return format.number(cell, 2);
  if (typeof cell === 'boolean') return cell ? '✓' : dash;
  if (typeof cell === 'object') return isMoney(cell) ? format.money(cell) : (cell.name ?? dash);
  // Midnight is what a record has that knows only its day, such as an invoice.
  if (instant.test(cell)) return format.time(cell) === '00:00' ? format.date(cell) : `${format.date(cell)} ${format.time(cell)}`;
  return day.test(cell) ? format.date(cell) : cell;
}
