import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useText } from '../app/language.tsx';
import { doorTexts } from './texts.ts';

/** Length is what makes a password strong; nothing else is asked of it. */
const shortest = 15;

const missing = (password: string) => Math.max(0, shortest - password.length);

/** What is wrong with a password being chosen, as @mantine/form asks: nothing, empty, or how many characters are missing. */
export function usePasswordFault() {
  const t = useText(doorTexts);
  return (password: string) =>
    password === '' ? t('needed') : missing(password) > 0 ? t('passwordShort', { left: missing(password) }) : null;
}

/** A password being chosen: it may be pasted and shown, and says how far it is from long enough. */
export function NewPassword(props: PasswordInputProps & { value?: string }) {
  const t = useText(doorTexts);
  const left = missing(props.value ?? '');
  const hint = props.value && left > 0 && !props.error ? t('passwordShort', { left }) : t('passwordHint');
  return (
    <PasswordInput
      label={t('newPassword')}
      description={hint}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      {...props}
    />
  );
}
