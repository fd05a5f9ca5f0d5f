import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api, useCommand } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useEnterWorkspace, useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { countryChoices } from '../workspaces/countries.ts';
import { useExample } from '../workspaces/use-example.ts';
import { settingsTexts } from './texts.ts';
import { ZoneInput } from './zone-input.tsx';

/** The workspace's name, country, zone and currency; and the example company beside it. */
export function WorkspaceSettings() {
  const t = useText(settingsTexts);
  const { member, workspace } = useSession();
  const isAdmin = member.role === 'admin';
  return (
    <>
      <PageHeading answer={workspace.name} {...(!isAdmin && { sub: t('adminOnly') })} />
      {isAdmin ? <ChangeFacts /> : <Facts />}
      {isAdmin && !workspace.example && <Example />}
    </>
  );
}

function Facts() {
  const t = useText(settingsTexts);
  const { language } = useLanguage();
  const { name, country, timeZone, currency } = useSession().workspace;
  const countryName = countryChoices(language).find(({ value }) => value === country)?.label ?? country;
  const facts = { name, country: countryName, timeZone, currency };
  return (
    <Panel>
      <dl className="settings-facts">
        {(Object.keys(facts) as (keyof typeof facts)[]).map((key) => (
          <div key={key}>
            <dt className="second">{t(key)}</dt>
            <dd>{facts[key]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function ChangeFacts() {
  const t = useText(settingsTexts);
  const { language } = useLanguage();
  const { workspace } = useSession();
  const say = useUndo();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: {
      name: workspace.name,
      country: workspace.country,
      timeZone: workspace.timeZone,
      currency: workspace.currency,
    },
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      currency: (value) => (/^[a-z]{3}$/i.test(value.trim()) ? null : t('needCurrency')),
    },
  });
  const save = useCommand(
    (values: typeof form.values) =>
      api.patch('/workspace', { ...values, name: values.name.trim(), currency: values.currency.trim().toUpperCase() }),
    { refresh: ['/me', '/workspace', '/metrics', '/today'], done: () => say(t('saved')) },
  );
  const countries = countryChoices(language);
  if (!countries.some(({ value }) => value === workspace.country))
    countries.push({ value: workspace.country, label: workspace.country });
  return (
    <Panel>
      <form
        className="settings-form"
        noValidate
        onSubmit={form.onSubmit((values) => save.mutate(values, { onError: (error) => form.setErrors(faults(error)) }))}
      >
        <TextInput label={t('name')} {...form.getInputProps('name')} />
        <NativeSelect label={t('country')} data={countries} {...form.getInputProps('country')} />
        <ZoneInput label={t('timeZone')} {...form.getInputProps('timeZone')} />
        <TextInput
          label={t('currency')}
          description={t('currencyHint')}
          maxLength={3}

          {...form.getInputProps('currency')}
        />
        <Failure error={save.error} />
        <div>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Example() {
  const t = useText(settingsTexts);
  const enter = useEnterWorkspace();
  const example = useExample();
  const { workspaceId } = example;
  return (
    <Panel title={t('example')} sub={t('exampleSub')}>
      <div className="stack">
        {example.loading ? (
          <div className="settings-progress" aria-live="polite">
            <span>{t('loadingExample')}</span>
            <progress max={100} value={example.progress} aria-label={t('loadingExample')} />
          </div>
        ) : (
          <div>
            {example.state === 'ready' && workspaceId !== null ? (
              <Button variant="default" loading={enter.isPending} onClick={() => enter.mutate(workspaceId)}>
                {t('enterExample')}
              </Button>
            ) : (
              <Button variant="default" onClick={example.load}>
                {t('loadExample')}
              </Button>
            )}
          </div>
        )}
        <Failure error={example.error ?? enter.error} />
      </div>
    </Panel>
  );
}
