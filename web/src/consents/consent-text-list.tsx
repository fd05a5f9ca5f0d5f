import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ConsentText } from '../../../src/consents/schema.ts';
import { api, ApiProblem, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { consentTexts } from './texts.ts';

const languages = { en: 'English', da: 'Dansk', nb: 'Norsk', nl: 'Nederlands' } as const;

/** The words people are asked with, and the form for a new version of them. */
export function ConsentTexts() {
  const t = useText(consentTexts);
  const format = useFormat();
  const mayAdd = useMay()('marketing');
  const texts = useCollection<ConsentText>('/consent-texts');
  const columns: Column<ConsentText>[] = [
    { key: 'version', header: t('version'), value: ({ version }) => version, width: '8rem' },
    { key: 'language', header: t('language'), value: ({ language }) => languages[language], width: '8rem' },
    {
      key: 'text',
      header: t('text'),
      value: ({ text }) => text,
      render: ({ text }) => <span className="consent-text">{text}</span>,
      width: 'minmax(0, 3fr)',
    },
    {
      key: 'createdAt',
      header: t('added'),
      value: ({ createdAt }) => createdAt,
      render: ({ createdAt }) => format.date(createdAt),
    },
  ];
  return (
    <Panel title={t('texts')} sub={t('textsSub')}>
      {mayAdd && <AddText />}
      <div className="consent-rows">
        <DataTable
          label={t('texts')}
          columns={columns}
          rowKey={({ id }) => id}
          {...texts}
          empty={<EmptyState title={t('noTexts')} />}
        />
      </div>
    </Panel>
  );
}

function AddText() {
  const t = useText(consentTexts);
  const { language } = useLanguage();
  const needed = (value: string) => (value.trim() ? null : t('needed'));
  const form = useForm({
    initialValues: { version: '', language, text: '' },
    validate: { version: needed, text: needed },
  });
  const add = useCommand((values: typeof form.values) => api.post('/consent-texts', values), {
    refresh: ['/consent-texts'],
    done: () => form.setFieldValue('text', ''),
  });
  const taken = add.error instanceof ApiProblem && add.error.status === 409;
  return (
    <form className="consent-text-form" noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <div className="inline-form">
        <TextInput label={t('version')} placeholder="v1" {...form.getInputProps('version')} />
        <NativeSelect
          label={t('language')}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('language')}
        />
      </div>
      <Textarea
        className="consent-text-field"
        label={t('text')}
        autosize
        minRows={3}
        maxRows={12}
        {...form.getInputProps('text')}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('add')}
      </Button>
      {taken ? <p role="alert">{t('textTaken')}</p> : <Failure error={add.error} />}
    </form>
  );
}
