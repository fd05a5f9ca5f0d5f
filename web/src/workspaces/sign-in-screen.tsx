import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useLanding, useNewSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Door } from './door.tsx';
import { doorTexts } from './texts.ts';

export default function SignInScreen() {
  const t = useText(doorTexts);
  const land = useLanding();
  const signIn = useNewSession(async (credentials: { email: string; password: string }) => {
    await api.post('/session', credentials);
    await land();
  });
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
        <Failure error={signIn.error} when={{ 401: t('wrongPassword') }} />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn')}
        </Button>
      </form>
    </Door>
  );
}
