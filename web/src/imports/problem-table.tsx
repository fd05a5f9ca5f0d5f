import type { ImportProblem } from '../../../src/imports/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { importTexts } from './texts.ts';

/** Rows that cannot be taken: where, what stands there, and what would be right. */
export function ProblemTable({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useText(importTexts);
  const format = useFormat();
  return (
    <div className="import-problems">
      <table className="import-table" data-table="problems">
        <thead>
          <tr>
            <th scope="col">{t('row')}</th>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('problem')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, column, value, problem }) => (
            <tr key={`${row} ${column} ${problem}`}>
              <th scope="row" data-label={t('row')}>
                {format.number(row)}
              </th>
              <td>{column ?? <span className="second">{t('wholeRow')}</span>}</td>
              <td>{value || '–'}</td>
              <td>{problem}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
