import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from '../../../src/imports/kinds.ts';
import type { ImportColumn, ImportInFull, ImportOptions } from '../../../src/imports/schema.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { fieldName } from '../../../src/imports/field-names.ts';
import { FileOptions } from './file-options.tsx';
import { ImportLink } from './import-link.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importQuery, readAgain } from './import.ts';
import { relevantOptions } from './relevant-options.ts';
import { importTexts } from './texts.ts';

/** Which column is which field: as proposed, five values of each to judge by, changed by a select. */
export function ColumnsStep({ preview }: { preview: ImportInFull }) {
  const { id, kind, fileName, mapping } = preview;
  const t = useText(importTexts);
  const { workspace } = useSession();
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [columns, setColumns] = useState(preview.columns);
  const [options, setOptions] = useState<ImportOptions>(mapping?.options ?? {});

  const asked = relevantOptions(kind, columns, preview.sheets);
  // What nobody has said is the workspace's own, where it has to be said.
  const assumed: ImportOptions = {
    ...(asked.includes('currency') && { currency: workspace.currency }),
    ...(asked.includes('timeZone') && { timeZone: workspace.timeZone }),
  };
  const chosen: ImportOptions = { ...assumed, ...options };
  const missing = missingFields(kind, columns);

  const show = useMutation({
    mutationFn: () =>
      readAgain(
        id,
        {
          columns: Object.fromEntries(columns.flatMap(({ header, field }) => (field === null ? [] : [[header, field]]))),
          options: chosen,
        },
        language,
      ),
    onSuccess: (read) => {
      client.setQueryData(importQuery(id, language).queryKey, read);
      void navigate({ to: '/import/$importId', params: { importId: id }, search: { step: 'preview' } });
    },
  });
  // Another sheet has other columns: it is read at once, and its columns proposed.
  const read = useMutation({
    mutationFn: (next: ImportOptions) => readAgain(id, { columns: {}, options: next }, language),
    onSuccess: (found) => client.setQueryData(importQuery(id, language).queryKey, found),
  });
  const choose = (next: ImportOptions) => {
    setOptions(next);
    if (next.sheet !== options.sheet) read.mutate(next);
  };
  const assign = (header: string, field: string | null) =>
    setColumns((before) =>
      before.map((column) =>
        column.header === header
          ? { ...column, field }
          : field !== null && column.field === field
            ? { ...column, field: null }
            : column,
      ),
    );
  return (
    <>
      <PageHeading
        over={fileName}
        answer={t('columnsAnswer', { mapped: columns.filter(({ field }) => field !== null).length, all: columns.length })}
        sub={t('columnsSub')}
      />
      <ImportSteps current={1} />
      {asked.length > 0 && <FileOptions asked={asked} sheets={preview.sheets} options={chosen} onChange={choose} />}
      <Panel flush>
        <ColumnTable kind={kind} proposed={preview.columns} columns={columns} onAssign={assign} />
      </Panel>
      <div className="stack">
        {missing.map((fields) => (
          <Missing key={fields.join()} fields={fields} />
        ))}
        <Failure error={show.error ?? read.error} />
        <div className="row">
          <Button loading={show.isPending} disabled={missing.length > 0} onClick={() => show.mutate()}>
            {t('toPreview')}
          </Button>
          <ImportLink variant="default" kind={kind}>
            {t('otherFile')}
          </ImportLink>
        </div>
      </div>
    </>
  );
}

/** What the kind needs and no column gives: each a field, or several of which one is enough. */
function missingFields(kind: ImportKind, columns: readonly ImportColumn[]): string[][] {
  const given = (name: string) => columns.some(({ field }) => field === name);
  const required = Object.entries(fieldsOf(kind)).flatMap(([name, field]) => (field.required && !given(name) ? [[name]] : []));
  const { oneOf } = IMPORT_KINDS[kind];
  return oneOf.some(given) ? required : [...required, [...oneOf]];
}

function Missing({ fields }: { fields: readonly string[] }) {
  const t = useText(importTexts);
  const { language } = useLanguage();
  const named = fields.map((field) => fieldName(field)[language]).join(` ${t('or')} `);
  return <p className="import-missing">{t('missingField', { field: named })}</p>;
}

function ColumnTable(props: {
  kind: ImportKind;
  proposed: readonly ImportColumn[];
  columns: readonly ImportColumn[];
  onAssign: (header: string, field: string | null) => void;
}) {
  const { kind, proposed, columns, onAssign } = props;
  const t = useText(importTexts);
  const { language } = useLanguage();
  const choices = [
    { value: '', label: t('leaveOut') },
    ...Object.keys(fieldsOf(kind)).map((field) => ({ value: field, label: fieldName(field)[language] })),
  ];
  // Those understood first, in an order that does not move while one chooses.
  const understood = (header: string) => proposed.some((column) => column.header === header && column.field !== null);
  const ordered = [...columns].sort((one, other) => Number(understood(other.header)) - Number(understood(one.header)));
  return (
    <table className="import-table" data-table="columns">
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('values')}</th>
          <th scope="col">{t('becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map(({ header, field, samples }) => (
          <tr key={header} data-left-out={field === null || undefined}>
            <th scope="row">{header}</th>
            <td className="import-samples">
              {samples.length === 0 ? <span className="second">{t('noValues')}</span> : null}
              {samples.map((sample) => (
                <span key={sample} className="import-sample">
                  {sample}
                </span>
              ))}
            </td>
            <td>
              <NativeSelect
                aria-label={t('becomesFor', { column: header })}
                value={field ?? ''}
                onChange={(event) => onAssign(header, event.currentTarget.value || null)}
                data={choices}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
