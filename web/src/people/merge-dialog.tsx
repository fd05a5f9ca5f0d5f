import { Button, Group, Modal, Radio, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { refreshOfCustomers, undoPathOf } from './customers.ts';
import { customerTexts } from './texts.ts';

interface Found {
  readonly id: string;
  readonly name: string | null;
  readonly email?: string | null;
  readonly domains?: readonly string[];
}

const wordOf = ({ name, email, domains }: Found) => [name, email ?? domains?.join(', ')].filter(Boolean).join(' · ') || '–';

/** Finds another person or company, asks which of the two is kept, says what would move to it, and makes the two one. */
export default function MergeDialog(props: {
  /** Where they are found: `/people` or `/companies`. */
  path: '/people' | '/companies';
  /** Kept unless the other is chosen to be. */
  kept: { id: string; name: string };
  /** Chosen beforehand: one that was suggested. */
  other?: Found | undefined;
  onClose: () => void;
}) {
  const { path, kept: here, other = null, onClose } = props;
  const t = useText(customerTexts);
  const ui = useText(uiTexts);
  const say = useUndo();
  const [found, setFound] = useState<Found | null>(other);
  const [keeps, setKeeps] = useState<'here' | 'found'>('here');
  const there = found && { id: found.id, name: wordOf(found) };
  const [kept, merged] = keeps === 'found' && there ? [there, here] : [here, there];
  const [reason, setReason] = useState('');
  const undo = useCommand(
    async ({ id, two }: { id: string; two: [string, string] }) => {
      await api.delete(`${undoPathOf[path]}/${id}`);
      // A merge that is parted says that they are two. Who takes back at once what they have just done says nothing of the two: what was
      // suggested is suggested again.
      if (other) await api.delete(`${path}/${two[0]}/distinctions/${two[1]}`);
    },
    { refresh: refreshOfCustomers },
  );
  const merge = useCommand(
    () =>
      api.post<{ id: string }>(`${path}/${kept.id}/merges`, {
        [path === '/people' ? 'personId' : 'companyId']: merged?.id,
        reason: reason.trim() || t('sameOne'),
      }),
    {
      refresh: refreshOfCustomers,
      done: ({ id }) => {
        say(t('mergedInto', { merged: merged?.name ?? '', kept: kept.name }), () =>
          undo.mutate({ id, two: [kept.id, merged?.id ?? ''] }),
        );
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('mergeWith', { name: here.name })} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className="stack">
        <Finder path={path} not={here.id} found={found} onFind={setFound} />
        {there && (
          <Radio.Group
            label={t('whichIsKept')}
            value={keeps}
            onChange={(value) => setKeeps(value === 'found' ? 'found' : 'here')}
          >
            <div className="radio-list">
              <Radio value="here" color="ink" iconColor="var(--panel)" label={here.name} />
              <Radio value="found" color="ink" iconColor="var(--panel)" label={there.name} />
            </div>
          </Radio.Group>
        )}
        {merged && <WhatMoves path={`${path}/${merged.id}`} name={kept.name} />}
        <Textarea
          label={t('why')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={merge.error} {...(path === '/people' && { when: { 409: t('bothWithSales') } })} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button disabled={!merged} loading={merge.isPending} onClick={() => merge.mutate()}>
            {t('merge')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

function Finder(props: { path: string; not: string; found: Found | null; onFind: (found: Found | null) => void }) {
  const { path, not, found, onFind } = props;
  const t = useText(customerTexts);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const answer = useQuery({
    ...resource<Page<Found>>(path, { search: found && search === wordOf(found) ? undefined : search, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const choices = (answer.data?.items ?? []).filter(({ id }) => id !== not);
  if (found && !choices.some(({ id }) => id === found.id)) choices.unshift(found);
  return (
    <Select
      label={t('another')}
      placeholder={t('searchHint')}
      nothingFoundMessage={answer.isFetching ? '…' : t('nobodyFound')}
      searchable
      // What the server found stands; it searches by more than the beginning of the name.
      filter={({ options }) => options}
      value={found?.id ?? null}
      onChange={(id) => onFind(choices.find((each) => each.id === id) ?? null)}
      onSearchChange={setTyped}
      data={choices.map((each) => ({ value: each.id, label: wordOf(each) }))}
      openOnFocus={false}
      data-autofocus
    />
  );
}

const parts = ['identities', 'people', 'touchpoints', 'leads', 'deals', 'invoices', 'evidence', 'roles'] as const;

function WhatMoves({ path, name }: { path: string; name: string }) {
  const t = useText(customerTexts);
  const { data } = useQuery(resource<Partial<Record<(typeof parts)[number], number>>>(`${path}/belongings`));
  const moving = parts.filter((part) => (data?.[part] ?? 0) > 0);
  if (!data) return null;
  return (
    <div>
      <p>{t('whatMoves', { name })}</p>
      <p className="second">
        {moving.length === 0 ? t('nothingMoves') : moving.map((part) => t(`moves_${part}`, { n: data[part] ?? 0 })).join(' · ')}
      </p>
      <p className="second small">{t('canBeUndone')}</p>
    </div>
  );
}
