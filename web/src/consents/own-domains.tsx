import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { OwnDomain } from '../../../src/sites/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { consentTexts } from './texts.ts';

const refresh = ['/own-domains'];
const domainForm = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

/** The company's websites beside the one a page is on. */
export function OwnDomains() {
  const t = useText(consentTexts);
  const format = useFormat();
  const mayChange = useMay()('marketing');
  const domains = useCollection<OwnDomain>('/own-domains');
  const remove = useCommand((domain: string) => api.delete(`/own-domains/${encodeURIComponent(domain)}`), { refresh });
  const columns: Column<OwnDomain>[] = [
    { key: 'domain', header: t('domain'), value: ({ domain }) => domain },
    {
      key: 'createdAt',
      header: t('added'),
      value: ({ createdAt }) => createdAt,
      render: ({ createdAt }) => format.date(createdAt),
    },
    {
      key: 'remove',
      header: t('remove'),
      headerHidden: true,
      value: () => null,
      render: ({ domain }) =>
        mayChange ? (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t('remove')} ${domain}`}
            onClick={() => remove.mutate(domain)}
          >
            {t('remove')}
          </Button>
        ) : (
          ''
        ),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <Panel flush title={t('domains')} sub={t('domainsSub')}>
      {mayChange && <AddDomain />}
      <Failure error={remove.error} />
      <DataTable
        label={t('domains')}
        columns={columns}
        rowKey={({ domain }) => domain}
        {...domains}
        empty={<EmptyState title={t('noDomains')} />}
      />
    </Panel>
  );
}

function AddDomain() {
  const t = useText(consentTexts);
  const form = useForm({
    initialValues: { domain: '' },
    validate: { domain: (value) => (domainForm.test(value.trim()) ? null : t('domainWanted')) },
  });
  const add = useCommand(({ domain }: typeof form.values) => api.post('/own-domains', { domain: domain.trim() }), {
    refresh,
    done: () => form.reset(),
  });
  return (
    <form className="inline-form" noValidate onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <TextInput label={t('domain')} placeholder="firma.dk" {...form.getInputProps('domain')} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('add')}
      </Button>
      <Failure error={add.error} />
    </form>
  );
}
