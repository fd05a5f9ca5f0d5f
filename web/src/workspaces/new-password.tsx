import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useText } from '../app/language.tsx';
import { doorTexts } from './texts.ts';

/** Length is what makes a password strong; nothing else is asked of it. */
export const shortestPassword = 15;

/** A password being chosen: it may be pasted and shown, and says how far it is from long enough. */
export function NewPassword(props: PasswordInputProps & { value?: string }) {
  const t = useText(doorTexts);
  const left = shortestPassword - [...(props.value ?? '')].length;
  const hint = props.value && left > 0 ? t('passwordShort', { left }) : t('passwordHint');
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
