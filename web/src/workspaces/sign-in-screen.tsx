import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useNewSession } from '../app/session.tsx';
import { Door } from './door.tsx';
import { Failure } from './failure.tsx';
import { doorTexts } from './texts.ts';

export default function SignInScreen() {
  const t = useText(doorTexts);
  const signIn = useNewSession((credentials: { email: string; password: string }) => api.post('/session', credentials));
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: (value) => (value.trim() ? null : t('needed')), password: (value) => (value ? null : t('needed')) },
  });
  return (
    <Door title={t('signIn')}>
      <form className="door-form" noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <TextInput label={t('email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        <Failure error={signIn.error} />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn')}
        </Button>
      </form>
    </Door>
  );
}
