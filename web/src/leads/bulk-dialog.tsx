import { Button, Checkbox, Group, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkChange } from '../../../src/leads/bulk/schema.ts';
import { api, resource, useCommand, type Page, type Query } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Failure } from '../ui/failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useUndo } from '../ui/undo-toast.tsx';
import { useUndoBulkChange } from './bulk-progress.tsx';
import { bulkTexts } from './bulk-texts.ts';
import { ReasonChoice } from './reason-choice.tsx';

interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly leftAt: string | null;
}

/** Asks what an act on many leads needs to be told once for all, and does it. */
export default function BulkDialog(props: {
  kind: BulkChange['kind'];
  n: number;
  leads: { ids: readonly string[] } | { matching: Query };
  onDone: () => void;
  onClose: () => void;
}) {
  const { kind, n, leads, onDone, onClose } = props;
  const t = useText(bulkTexts);
  const ui = useText(uiTexts);
  const format = useFormat();
  const say = useUndo();
  const undo = useUndoBulkChange();
  const [told, tell] = useState<Readonly<Record<string, string | boolean>>>({});
  const start = useCommand(() => api.post<BulkChange>(`/bulk-changes/${kind}s`, { leads, ...bodyOf(kind, told) }), {
    refresh: ['/leads', '/lead-views', '/handoffs', '/people', '/today', '/bulk-changes'],
    done: (change) => {
      if (change.state === 'done')
        say(
          t('outcome', { kind, done: format.number(change.done, 0), n: format.number(change.leads, 0) }),
          change.undoUntil === null ? undefined : () => undo(change.id),
        );
      onDone();
      onClose();
    },
  });
  const complete = (kind !== 'recycling' && kind !== 'disqualification') || Boolean(told['reason']);
  return (
    <Modal opened onClose={onClose} title={t('asks', { kind, n })} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        {kind === 'assignment' && <Assignee told={told} tell={tell} />}
        {kind === 'handoff' && <HowHandedOver told={told} tell={tell} />}
        {(kind === 'recycling' || kind === 'disqualification') && <WhichReason kind={kind} told={told} tell={tell} />}
        <Failure error={start.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" disabled={!complete} loading={start.isPending}>
            {t('doIt', { kind, n: format.number(n, 0) })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

type Told = Readonly<Record<string, string | boolean>>;
interface Part {
  told: Told;
  tell: (told: Told) => void;
}

function bodyOf(kind: BulkChange['kind'], told: Told): object {
  if (kind === 'assignment') return { memberId: told['memberId'] || null };
  if (kind === 'handoff')
    return {
      manual: told['manual'] === true,
      ...(told['incompleteBecause'] && { incompleteBecause: told['incompleteBecause'] }),
    };
  return { reason: told['reason'], ...(told['reEntryOn'] && { reEntryOn: told['reEntryOn'] }) };
}

function Assignee({ told, tell }: Part) {
  const t = useText(bulkTexts);
  const { data } = useQuery({ ...resource<Page<Member>>('/members', { limit: 200 }), staleTime: 5 * 60_000 });
  const reps = data?.items.filter(({ role, leftAt }) => leftAt === null && (role === 'sales' || role === 'admin')) ?? [];
  return (
    <NativeSelect
      label={t('to')}
      value={String(told['memberId'] ?? '')}
      onChange={(event) => tell({ memberId: event.currentTarget.value })}
      data={[{ value: '', label: t('byRouting') }, ...reps.map(({ id, name }) => ({ value: id, label: name }))]}
      data-autofocus
    />
  );
}

function HowHandedOver({ told, tell }: Part) {
  const t = useText(bulkTexts);
  return (
    <>
      <Checkbox
        label={t('manual')}
        color="ink"
        checked={told['manual'] === true}
        data-autofocus
        onChange={(event) => tell({ ...told, manual: event.currentTarget.checked })}
      />
      <Textarea
        label={t('incompleteBecause')}
        description={t('incompleteLeft')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={5000}
        value={String(told['incompleteBecause'] ?? '')}
        onChange={(event) => tell({ ...told, incompleteBecause: event.currentTarget.value })}
      />
    </>
  );
}

function WhichReason({ kind, told, tell }: Part & { kind: 'recycling' | 'disqualification' }) {
  const t = useText(bulkTexts);
  return (
    <>
      <ReasonChoice
        kind={kind === 'recycling' ? 'recycled' : 'disqualified'}
        label={t('why')}
        value={String(told['reason'] ?? '')}
        onChoose={({ code }) => tell({ ...told, reason: code })}
      />
      {kind === 'recycling' && (
        <DayField
          label={t('reEntryOn')}
          description={t('reEntryLeft')}
          value={String(told['reEntryOn'] ?? '')}
          onChange={(reEntryOn) => tell({ ...told, reEntryOn })}
        />
      )}
    </>
  );
}
