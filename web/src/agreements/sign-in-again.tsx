import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ApiProblem } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { uiTexts } from '../ui/texts.ts';
import { Failure } from '../ui/failure.tsx';
import { signatureTexts } from './texts.ts';

/** Asks who is signed in for their password once more: the new session stays in the same workspace, and nothing on the screen is lost. */
export default function SignInAgain({ onSignedIn, onClose }: { onSignedIn: () => void; onClose: () => void }) {
  const t = useText(signatureTexts);
  const ui = useText(uiTexts);
  const { user, workspace } = useSession();
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      try {
        await api.post('/session', { email: user.email, password });
      } catch (error) {
        // Here 401 means a mistyped password; the session that runs is not over.
        if (error instanceof ApiProblem && error.status === 401) return false;
        throw error;
      }
      await api.put('/session/workspace', { id: workspace.id });
      return true;
    },
    onSuccess: (matches) => matches && onSignedIn(),
  });
  return (
    <Modal opened onClose={onClose} title={t('againTitle')} closeButtonProps={{ 'aria-label': ui('cancel') }}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          signIn.mutate();
        }}
      >
        <p className="second">{t('againDetail')}</p>
        <input type="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label={t('password')}
          autoComplete="current-password"
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={signIn.data === false ? t('wrongPassword') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Failure error={signIn.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={signIn.isPending} disabled={password === ''}>
            {t('againSign')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
