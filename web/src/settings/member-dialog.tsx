import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { KeptCalendar } from '../../../src/calendars/schema.ts';
import type { memberCreated } from '../../../src/workspaces/schema.ts';
import { api, resource, useCommand, type Page } from '../app/api.ts';
import { askWhatMoves, MovedClocks } from '../calendars/moved-clocks.tsx';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { uiTexts } from '../ui/texts.ts';
import type { Invited } from './invitation-dialog.tsx';
import { roles, teams } from './invite-dialog.tsx';
import type { Member } from './member-settings.tsx';
import { settingsTexts } from './texts.ts';

/** Changes a member: role, team, calendar, capacity, and whether they have left. */
export function MemberDialog(props: { member: Member; onClose: () => void; onInvited: (invited: Invited) => void }) {
  const { member, onClose, onInvited } = props;
  const t = useText(settingsTexts);
  const ui = useText(uiTexts);
  const { member: me } = useSession();
  const calendars = useQuery(resource<Page<KeptCalendar>>('/calendars'));
  const faults = useFieldWords();
  const form = useForm({
    initialValues: {
      role: member.role,
      team: member.team,
      head: member.head,
      calendarId: member.calendarId ?? '',
      monthlyCapacity: member.monthlyCapacity ?? '',
      left: member.leftAt !== null,
    },
  });
  const save = useCommand(
    ({ calendarId, monthlyCapacity, ...values }: typeof form.values) =>
      api.patch(`/members/${member.id}`, {
        ...values,
        calendarId: calendarId || null,
        monthlyCapacity: monthlyCapacity === '' ? null : monthlyCapacity,
      }),
    { refresh: ['/members', '/me', '/checklist', '/calendars', '/handoffs'], done: onClose },
  );
  const saveOrSay = () => save.mutate(form.values, { onError: (error) => form.setErrors(faults(error)) });
  const look = useCommand(
    ({ team, calendarId }: typeof form.values) =>
      askWhatMoves({ memberId: member.id, member: { team, calendarId: calendarId || null } }),
    { refresh: [], done: ({ earlier, later }) => earlier + later === 0 && saveOrSay() },
  );
  const moves = look.data && look.data.earlier + look.data.later > 0 ? look.data : undefined;
  const movesClocks = form.isDirty('calendarId') || form.isDirty('team');
  const renew = useCommand(() => api.post<z.input<typeof memberCreated>>(`/members/${member.id}/invitation`), {
    refresh: ['/members'],
    done: ({ invitationUrl }) => {
      onClose();
      onInvited({ name: member.name, link: invitationUrl });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={moves ? 'xl' : 'md'}
      title={member.name}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {moves && (
        <>
          <Failure error={save.error} when={{ 422: t('needsAdmin') }} />
          <MovedClocks preview={moves} busy={save.isPending} onApply={saveOrSay} onBack={() => look.reset()} />
        </>
      )}
      <form
        className="stack"
        noValidate
        hidden={moves !== undefined}
        onSubmit={form.onSubmit((values) => (movesClocks ? look.mutate(values) : saveOrSay()))}
      >
        <NativeSelect
          label={t('role')}
          data={roles.map((value) => ({ value, label: t(`role_${value}`) }))}
          {...form.getInputProps('role')}
        />
        <NativeSelect
          label={t('team')}
          data={teams.map((value) => ({ value, label: t(`role_${value}`) }))}
          {...form.getInputProps('team')}
        />
        <Checkbox label={t('head')} description={t('headHint')} {...form.getInputProps('head', { type: 'checkbox' })} />
        <NativeSelect
          label={t('calendar')}
          data={[
            { value: '', label: t('standardCalendar') },
            ...(calendars.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.getInputProps('calendarId')}
        />
        <NumberInput
          label={t('capacity')}
          description={t('capacityHint')}
          min={0}
          allowDecimal={false}
          hideControls
          {...form.getInputProps('monthlyCapacity')}
        />
        {member.id !== me.id && (
          <Checkbox label={t('hasLeft')} description={t('hasLeftHint')} {...form.getInputProps('left', { type: 'checkbox' })} />
        )}
        {member.invited && (
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            {t('newLink')}
          </Button>
        )}
        <Failure error={look.error ?? save.error} when={{ 422: t('needsAdmin') }} />
        <Failure error={renew.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={look.isPending || save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
