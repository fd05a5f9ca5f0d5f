import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { PROBLEMS_SHOWN } from '../../../src/imports/problems-shown.ts';
import type { ImportInFull } from '../../../src/imports/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ImportCountsRow } from './import-counts.tsx';
import { ImportLink } from './import-link.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importQuery } from './import.ts';
import { ProblemTable } from './problem-table.tsx';
import { importTexts } from './texts.ts';

/** What the import would do, counted, with the first of what is wrong. Nothing is written yet. */
export function PreviewStep({ preview }: { preview: ImportInFull }) {
  const { id, kind, fileName, counts, columns, problems } = preview;
  const t = useText(importTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const client = useQueryClient();
  const [, change] = useUrlQuery();
  const run = useCommand(() => api.post<ImportInFull>(`/imports/${id}/run?language=${language}`), { refresh: ['/imports'] });
  const importable = counts.new + counts.updated;
  return (
    <>
      <PageHeading
        over={fileName}
        answer={importable > 0 ? t('previewAnswer', { n: importable }) : t(counts.wrong > 0 ? 'previewNothing' : 'previewSame')}
        sub={t('nothingWritten')}
      />
      <ImportSteps current={2} withoutColumns={columns.length === 0} />
      <ImportCountsRow counts={counts} />
      {problems.length > 0 && (
        <Panel
          flush
          title={t('problems')}
          {...(problems.length === PROBLEMS_SHOWN && { sub: t('firstProblems', { n: format.number(problems.length) }) })}
        >
          <ProblemTable problems={problems} />
        </Panel>
      )}
      <Failure error={run.error} />
      <div className="row">
        <Button
          disabled={importable === 0}
          loading={run.isPending}
          onClick={() =>
            run.mutate(undefined, {
              onSuccess: (queued) => {
                client.setQueryData(importQuery(id, language).queryKey, queued);
                change({ step: undefined }, { replace: true });
              },
            })
          }
        >
          {t('run', { n: importable })}
        </Button>
        {columns.length > 0 ? (
          <Button variant="default" onClick={() => change({ step: undefined })}>
            {t('backToColumns')}
          </Button>
        ) : (
          <ImportLink variant="default" kind={kind}>
            {t('otherFile')}
          </ImportLink>
        )}
      </div>
    </>
  );
}
