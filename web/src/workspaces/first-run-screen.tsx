import { Button, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useEnterWorkspace, useNewSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { countryChoices, likelyCountry } from './countries.ts';
import { Door } from './door.tsx';
import { NewPassword, usePasswordFault } from './new-password.tsx';
import { doorTexts } from './texts.ts';
import { useExample } from './use-example.ts';

/** The first minute of an installation: who looks after it, then the example company or one's own. */
export default function FirstRunScreen() {
  const [created, setCreated] = useState(false);
  return created ? <HowToStart /> : <CreateAdmin onCreated={() => setCreated(true)} />;
}

function CreateAdmin({ onCreated }: { onCreated: () => void }) {
  const t = useText(doorTexts);
  const { language } = useLanguage();
  const passwordFault = usePasswordFault();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: {
      name: '',
      email: '',
      password: '',
      workspaceName: '',
      country: likelyCountry(navigator.languages, language),
    },
    validate: {
      name: (value) => (value.trim() ? null : t('needed')),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('needEmail')),
      password: passwordFault,
      workspaceName: (value) => (value.trim() ? null : t('needed')),
    },
  });
  const create = useMutation({
    mutationFn: (values: typeof form.values) => api.post('/setup', { ...values, language }),
    onSuccess: onCreated,
    onError: (error) => form.setErrors(faults(error)),
  });
  return (
    <Door title={t('welcome')} sub={t('welcomeSub')}>
      <form className="door-form" noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <TextInput label={t('yourName')} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t('email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
        <NewPassword {...form.getInputProps('password')} />
        <TextInput label={t('workspaceName')} autoComplete="organization" {...form.getInputProps('workspaceName')} />
        <NativeSelect
          label={t('country')}
          description={t('countryHint')}
          data={countryChoices(language)}
          {...form.getInputProps('country')}
        />
        <Failure error={create.error} />
        <Button type="submit" loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Door>
  );
}

function HowToStart() {
  const t = useText(doorTexts);
  const enter = useEnterWorkspace();
  const example = useExample((id) => enter.mutate(id));
  const ours = useNewSession(() => Promise.resolve());
  const loading = (example.loading || enter.isPending) && !example.error && !enter.error;
  return (
    <Door title={t('howToStart')} sub={t('howToStartSub')}>
      <div className="door-choices">
        <UnstyledButton className="door-choice" disabled={loading} onClick={example.load}>
          <span className="door-choice-name">{t('lookAround')}</span>
          <span className="door-choice-detail second" aria-live="polite">
            {t(loading ? 'loadingExample' : 'lookAroundSub')}
          </span>
          <IconArrowRight size={18} stroke={1.75} aria-hidden />
          {loading && (
            <progress
              className="door-progress"
              max={100}
              value={example.progress || undefined}
              aria-label={t('loadingExample')}
            />
          )}
        </UnstyledButton>
        <UnstyledButton className="door-choice" onClick={() => ours.mutate(undefined)}>
          <span className="door-choice-name">{t('startOurs')}</span>
          <span className="door-choice-detail second">{t('startOursSub')}</span>
          <IconArrowRight size={18} stroke={1.75} aria-hidden />
        </UnstyledButton>
        <Failure error={example.error ?? enter.error} />
      </div>
    </Door>
  );
}
