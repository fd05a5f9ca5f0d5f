import './chart-frame.css';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useText } from '../app/language.tsx';
import { chartTexts } from './chart-texts.ts';

export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart and, one click away, the same as a real table. `name` is what a screen reader calls it. */
export function ChartFrame({ name, table, children }: { name: string; table: ChartTable; children: ReactNode }) {
  const t = useText(chartTexts);
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="chart">
      {asTable ? <TableOfChart name={name} table={table} /> : children}
      <Button
        className="chart-switch no-print"
        variant="subtle"
        size="compact-xs"
        aria-pressed={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {t(asTable ? 'asChart' : 'asTable')}
      </Button>
    </div>
  );
}

function TableOfChart({ name, table }: { name: string; table: ChartTable }) {
  return (
    <div className="chart-table">
      <table>
        <caption className="off-screen">{name}</caption>
        <thead>
          <tr>
            {table.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key="0" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[column]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
