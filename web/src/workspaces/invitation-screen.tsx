import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api, ApiProblem, resource } from '../app/api.ts';
import { useLanguage, useText } from '../app/language.tsx';
import { useLanding, useNewSession } from '../app/session.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { Failure } from '../ui/failure.tsx';
import { useFieldWords } from '../ui/field-words.ts';
import { Door } from './door.tsx';
import { NewPassword, usePasswordFault } from './new-password.tsx';
import { doorTexts } from './texts.ts';

interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly workspace: string;
}

/** A member who was invited chooses a password and is in. */
export function InvitationScreen() {
  const t = useText(doorTexts);
  const { token } = useParams({ from: '/invitation/$token' });
  const { data: invitation, error, refetch } = useQuery(resource<Invitation>(`/invitations/${encodeURIComponent(token)}`));
  if (invitation) return <Join token={token} invitation={invitation} />;
  if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) {
    return (
      <Door title={t('invitationOver')} sub={t('invitationOverSub')}>
        <Button variant="default" component={Link} to="/">
          {t('signIn')}
        </Button>
      </Door>
    );
  }
  return error ? (
    <ErrorState error={error} retry={() => void refetch()} />
  ) : (
    <div className="waiting">
      <Loading lines={3} />
    </div>
  );
}

function Join({ token, invitation }: { token: string; invitation: Invitation }) {
  const t = useText(doorTexts);
  const land = useLanding();
  const { language } = useLanguage();
  const join = useNewSession(async ({ password }: { password: string }) => {
    await api.post(`/invitations/${encodeURIComponent(token)}`, { password });
    await api.patch('/me', { language });
    await land();
  });
  const passwordFault = usePasswordFault();
  const faults = useFieldWords();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: passwordFault },
  });
  const send = (values: { password: string }) => join.mutate(values, { onError: (error) => form.setErrors(faults(error)) });
  return (
    <Door
      title={t('invited', { name: invitation.name })}
      sub={t('invitedSub', { workspace: invitation.workspace, email: invitation.email })}
    >
      <form className="door-form" noValidate onSubmit={form.onSubmit(send)}>
        <input
          type="email"
          className="off-screen"
          autoComplete="username"
          value={invitation.email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <NewPassword {...form.getInputProps('password')} />
        <Failure error={join.error} />
        <Button type="submit" loading={join.isPending}>
          {t('join')}
        </Button>
      </form>
    </Door>
  );
}
