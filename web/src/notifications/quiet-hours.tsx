import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Preferences } from '../../../src/notifications/preferences/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { Panel } from '../ui/panel.tsx';
import { newsSettingsTexts } from './settings-texts.ts';

/** What a night is for who has not said otherwise. */
const night = { from: '22:00', until: '07:00' };

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** When the reader is not to be disturbed, and whether what is urgent may. */
export function QuietHours({ preferences }: { preferences: Preferences }) {
  const t = useText(newsSettingsTexts);
  const faults = useFieldWords();
  const { quietHours, workingHoursOnly, urgentPierces, timeZone } = preferences;
  const form = useForm({
    initialValues: { isQuiet: quietHours !== null, ...(quietHours ?? night), workingHoursOnly, urgentPierces },
    validate: {
      from: (value, { isQuiet }) => (!isQuiet || isTime(value) ? null : t('aTime')),
      until: (value, { from, isQuiet }) => (!isQuiet || (isTime(value) && value !== from) ? null : t('otherTime')),
    },
  });
  const save = useCommand(
    ({ isQuiet, from, until, ...values }: typeof form.values) =>
      api.patch('/notification-preferences', { ...values, quietHours: isQuiet ? { from, until } : null }),
    { refresh: ['/notification-preferences', '/deliveries'], done: () => form.resetDirty() },
  );
  const { isQuiet } = form.values;
  return (
    <Panel title={t('quiet')} sub={t('quietSub', { zone: timeZone.replaceAll('_', ' ') })}>
      <form
        className="settings-form"
        noValidate
        onSubmit={form.onSubmit((values) => save.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <Checkbox label={t('quietOn')} {...form.getInputProps('isQuiet', { type: 'checkbox' })} />
        {isQuiet && (
          <div className="row news-hours">
            <TextInput label={t('from')} placeholder="22:00" maxLength={5} {...form.getInputProps('from')} />
            <TextInput label={t('until')} placeholder="07:00" maxLength={5} {...form.getInputProps('until')} />
          </div>
        )}
        <Checkbox
          label={t('workingHoursOnly')}
          description={t('workingHoursHint')}
          {...form.getInputProps('workingHoursOnly', { type: 'checkbox' })}
        />
        <Checkbox
          label={t('urgentPierces')}
          description={t('urgentHint')}
          disabled={!isQuiet && !form.values.workingHoursOnly}
          {...form.getInputProps('urgentPierces', { type: 'checkbox' })}
        />
        <Failure error={save.error} />
        <div className="row">
          <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
          {save.isSuccess && !form.isDirty() && <output className="second">{t('saved')}</output>}
        </div>
      </form>
    </Panel>
  );
}
