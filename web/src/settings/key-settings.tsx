import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { z } from 'zod';
import type { apiKey, keyShownOnce, writeKey } from '../../../src/workspaces/schema.ts';
import { api, useCollection, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { EmptyState } from '../ui/states.tsx';
import { settingsTexts } from './texts.ts';

type Shown = z.input<typeof keyShownOnce>;
type Key = z.input<typeof writeKey> & { readonly scopes?: z.input<typeof apiKey>['scopes'] };

const scopes = ['read', 'write', 'history'] as const;

/** What websites and programs present. A key is shown once, when it is made. */
export function KeySettings() {
  const t = useText(settingsTexts);
  const { member } = useSession();
  if (member.role !== 'admin') return <EmptyState title={t('adminOnly')} />;
  return (
    <>
      <PageHeading answer={t('keysAnswer')} />
      <WriteKeys />
      <ApiKeys />
    </>
  );
}

/** The keys of websites: makes one, with the line to put on every page, and revokes. */
export function WriteKeys() {
  const t = useText(settingsTexts);
  const [made, setMade] = useState<Shown | null>(null);
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (value.trim() ? null : t('needed')) },
  });
  const make = useCommand((values: typeof form.values) => api.post<Shown>('/write-keys', values), {
    refresh: ['/write-keys'],
    done: (key) => {
      setMade(key);
      form.reset();
    },
  });
  return (
    <Panel title={t('writeKeys')} sub={t('writeKeysSub')}>
      <form
        className="inline-form key-new"
        noValidate
        onSubmit={form.onSubmit((values) => make.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <TextInput label={t('keyFor')} placeholder={t('website')} {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('newKey')}
        </Button>
        <Failure error={make.error} />
      </form>
      {made && (
        <div className="stack key-new">
          <p>
            {t('snippet')} <span className="second">{t('keyOnce')}</span>
          </p>
          <CopyLine label={t('snippetLabel')} text={snippetOf(made.key)} />
          <p className="second small">{t('snippetConsent')}</p>
        </div>
      )}
      <Keys path="/write-keys" label={t('writeKeys')} />
    </Panel>
  );
}

/** The line a website embeds, from this very server. */
function snippetOf(key: string): string {
  return `<script async src="${window.location.origin}/t.js" data-write-key="${key}"></script>`;
}

function ApiKeys() {
  const t = useText(settingsTexts);
  const [made, setMade] = useState<Shown | null>(null);
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { name: '', scopes: ['read'] as string[] },
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      scopes: (value) => (value.length > 0 ? null : t('needed')),
    },
  });
  const make = useCommand((values: typeof form.values) => api.post<Shown>('/api-keys', values), {
    refresh: ['/api-keys'],
    done: (key) => {
      setMade(key);
      form.reset();
    },
  });
  return (
    <Panel title={t('apiKeys')} sub={t('apiKeysSub')}>
      <form
        className="inline-form key-new"
        noValidate
        onSubmit={form.onSubmit((values) => make.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <TextInput label={t('keyFor')} placeholder={t('program')} {...form.getInputProps('name')} />
        <Checkbox.Group label={t('scopes')} {...form.getInputProps('scopes')}>
          <div className="row">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope_${scope}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('newKey')}
        </Button>
        <Failure error={make.error} />
      </form>
      {made && (
        <div className="stack key-new">
          <p>{t('keyOnce')}</p>
          <CopyLine label={t('theKey')} text={made.key} />
        </div>
      )}
      <Keys path="/api-keys" label={t('apiKeys')} />
    </Panel>
  );
}

function Keys({ path, label }: { path: '/api-keys' | '/write-keys'; label: string }) {
  const t = useText(settingsTexts);
  const format = useFormat();
  const keys = useCollection<Key>(path);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const revoke = useCommand((id: string) => api.delete(`${path}/${id}`), { refresh: [path], done: () => setRevoking(null) });
  const columns: Column<Key>[] = [
    { key: 'name', header: t('keyFor'), value: ({ name }) => name },
    { key: 'hint', header: t('theKey'), value: ({ hint }) => hint, render: ({ hint }) => <code>…{hint}</code> },
    ...(path === '/api-keys'
      ? [
          {
            key: 'scopes',
            header: t('scopes'),
            value: ({ scopes }: Key) => (scopes ?? []).map((scope) => t(`scope_${scope}`)).join(', '),
          },
        ]
      : []),
    {
      key: 'createdAt',
      header: t('created'),
      value: ({ createdAt }) => createdAt,
      render: ({ createdAt }) => format.date(createdAt),
    },
    {
      key: 'state',
      header: t('state'),
      headerHidden: true,
      value: () => null,
      render: (key) =>
        key.revokedAt === null ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setRevoking(key)}>
            {t('revoke')}
          </Button>
        ) : (
          <Pill>{t('revoked')}</Pill>
        ),
      sortable: false,
      align: 'end',
    },
  ];
  return (
    <div className="keys">
      <DataTable
        label={label}
        columns={columns}
        rowKey={({ id }) => id}
        {...keys}
        empty={<p className="second">{t('noKeys')}</p>}
      />
      <ConfirmDialog
        opened={revoking !== null}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        confirm={t('revoke')}
        pending={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking.id)}
        onClose={() => setRevoking(null)}
      >
        {t('revokeDetail')}
      </ConfirmDialog>
    </div>
  );
}
