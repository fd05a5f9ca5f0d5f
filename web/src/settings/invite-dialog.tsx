import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { z } from 'zod';
import type { memberCreated } from '../../../src/workspaces/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import type { Role, Team } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { uiTexts } from '../ui/texts.ts';
import type { Invited } from './invitation-dialog.tsx';
import { settingsTexts } from './texts.ts';

export const roles = ['marketing', 'sales', 'finance', 'leadership', 'admin'] as const satisfies Role[];
export const teams = ['marketing', 'sales', 'finance', 'leadership'] as const satisfies Team[];

/** Invites somebody; the link is shown once, by the caller. */
export function InviteDialog({ onClose, onInvited }: { onClose: () => void; onInvited: (invited: Invited) => void }) {
  const t = useText(settingsTexts);
  const ui = useText(uiTexts);
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { name: '', email: '', role: 'sales', team: 'sales', head: false, monthlyCapacity: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('needEmail')),
    },
  });
  const invite = useCommand(
    ({ monthlyCapacity, ...values }: typeof form.values) =>
      api.post<z.input<typeof memberCreated>>('/members', {
        ...values,
        monthlyCapacity: monthlyCapacity === '' ? null : monthlyCapacity,
      }),
    {
      refresh: ['/members', '/checklist'],
      done: ({ invitationUrl }, { name }) => {
        onClose();
        onInvited({ name, link: invitationUrl });
      },
    },
  );
  const send = (values: typeof form.values) => invite.mutate(values, { onError: (error) => form.setErrors(faults(error)) });
  return (
    <Modal opened onClose={onClose} title={t('inviteTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="stack" noValidate onSubmit={form.onSubmit(send)}>
        <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('email')} type="email" {...form.getInputProps('email')} />
        <NativeSelect
          label={t('role')}
          data={roles.map((value) => ({ value, label: t(`role_${value}`) }))}
          {...form.getInputProps('role')}
          onChange={(event) => {
            const role = event.currentTarget.value;
            form.setFieldValue('role', role);
            // Most belong to the team of their role; an administrator may belong to any.
            const team = teams.find((each) => each === role);
            if (team) form.setFieldValue('team', team);
          }}
        />
        <NativeSelect
          label={t('team')}
          data={teams.map((value) => ({ value, label: t(`role_${value}`) }))}
          {...form.getInputProps('team')}
        />
        <Checkbox label={t('head')} description={t('headHint')} {...form.getInputProps('head', { type: 'checkbox' })} />
        {form.values.team === 'sales' && (
          <NumberInput
            label={t('capacity')}
            description={t('capacityHint')}
            min={0}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('monthlyCapacity')}
          />
        )}
        <Failure error={invite.error} when={{ 409: t('alreadyMember') }} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('send')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
