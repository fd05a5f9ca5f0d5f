import './forms.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Form } from '../../../src/forms/schema.ts';
import { resource, type Page } from '../app/api.ts';
import { dash } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { useUrlQuery } from '../app/url-query.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { formTexts } from './texts.ts';

const FormEditor = lazy(() => import('./form-editor.tsx'));

/** The forms, and the one that is open; which one stands in the address. */
export function FormSettings() {
  const t = useText(formTexts);
  const [query, change] = useUrlQuery();
  const asked = query['form'];
  const { data, error, refetch } = useQuery(resource<Page<Form>>('/forms'));
  if (!data)
    return (
      <>
        <PageHeading answer={t('forms')} />
        <Panel>{error ? <ErrorState error={error} retry={() => void refetch()} /> : <Loading lines={6} />}</Panel>
      </>
    );
  const form = data.items.find(({ id }) => id === asked) ?? null;
  const open = (id: string | undefined) => change({ form: id });
  if (asked !== undefined && (form !== null || asked === 'new'))
    return (
      <Suspense fallback={<Loading lines={8} />}>
        <FormEditor key={asked} form={form} onDone={open} />
      </Suspense>
    );
  return <Forms forms={data.items} onOpen={open} />;
}

function Forms({ forms, onOpen }: { forms: readonly Form[]; onOpen: (id: string) => void }) {
  const t = useText(formTexts);
  const format = useFormat();
  const now = useNow();
  const mayChange = useMay()('marketing');
  const add = mayChange && <Button onClick={() => onOpen('new')}>{t('newForm')}</Button>;
  const columns: Column<Form>[] = [
    {
      key: 'name',
      header: t('name'),
      value: ({ name }) => name,
      render: ({ name, handRaise, closedAt }) => (
        <span className="form-name">
          {name} {handRaise && <Pill tone="hot">{t('raises')}</Pill>} {closedAt !== null && <Pill>{t('closed')}</Pill>}
        </span>
      ),
      width: 'minmax(0, 2fr)',
    },
    { key: 'questions', header: t('questions'), value: ({ fields }) => fields.length, align: 'end', width: '7rem' },
    {
      key: 'submissions',
      header: t('submissions'),
      value: ({ submissions }) => submissions,
      render: ({ submissions }) => format.number(submissions),
      align: 'end',
      width: '7rem',
    },
    {
      key: 'last',
      header: t('last'),
      value: ({ lastSubmittedAt }) => lastSubmittedAt,
      render: ({ lastSubmittedAt }) => (lastSubmittedAt === null ? dash : format.moment(lastSubmittedAt, now)),
    },
  ];
  return (
    <>
      <PageHeading
        answer={t('answer', { n: forms.filter(({ closedAt }) => closedAt === null).length })}
        sub={t('sub')}
        actions={add}
      />
      <Panel flush title={t('forms')}>
        <DataTable
          label={t('forms')}
          columns={columns}
          rows={forms}
          rowKey={({ id }) => id}
          onOpen={({ id }) => onOpen(id)}
          empty={<EmptyState title={t('none')} detail={t('noneDetail')} />}
        />
      </Panel>
    </>
  );
}
