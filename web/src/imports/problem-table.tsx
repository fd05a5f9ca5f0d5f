import type { ImportProblem } from '../../../src/imports/schema.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { problemWords } from './problem-words.ts';
import { importTexts } from './texts.ts';

/** Rows that cannot be taken: where, what stands there, and what would be right. */
export function ProblemTable({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useText(importTexts);
  const format = useFormat();
  const { language } = useLanguage();
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
              <ProblemCell words={problemWords(problem, language)} problem={problem} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is not known in the reader's language stands in the server's own words. */
function ProblemCell({ words, problem }: { words: string | null; problem: string }) {
  return words === null ? <td lang="en">{problem}</td> : <td>{words}</td>;
}
