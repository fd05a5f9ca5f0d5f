import './signature-card.css';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconSignature } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { api, ApiProblem, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { OpenComments } from '../comments/open-comments.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextHash } from './text-hash.tsx';
import { signatureTexts } from './texts.ts';

const SignInAgain = lazy(() => import('./sign-in-again.tsx'));

export interface Signature {
  readonly team: 'marketing' | 'sales';
  readonly fullName: string;
  readonly member: { readonly name: string };
  readonly signedAt: string;
}

/** A version of something both teams sign: an agreement or a definition. */
export interface Signable {
  readonly kind: 'agreement' | 'definition';
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly signatures: readonly Signature[];
  readonly state: 'in_force' | 'signed' | 'waiting' | 'superseded';
}

/** Both teams' signatures side by side. Who may still sign finds the form in their own team's place. */
export function Signatures({ of }: { of: Signable }) {
  return (
    <div className="signatures columns columns-even">
      <SignatureCard of={of} team="marketing" />
      <SignatureCard of={of} team="sales" />
    </div>
  );
}

function SignatureCard({ of, team }: { of: Signable; team: 'marketing' | 'sales' }) {
  const t = useText(signatureTexts);
  const format = useFormat();
  const { member } = useSession();
  const signature = of.signatures.find((each) => each.team === team);
  const heading = t(team === 'marketing' ? 'forMarketing' : 'forSales');
  return (
    <section className="panel signature" aria-label={heading}>
      <h2 className="signature-for">{heading}</h2>
      {signature ? (
        <>
          <p className="signature-name">{signature.fullName}</p>
          <p>{t(team === 'marketing' ? 'headOfMarketing' : 'headOfSales', { name: signature.member.name })}</p>
          <p className="second small">
            {t('signedAt', { day: format.date(signature.signedAt), time: format.time(signature.signedAt) })} ·{' '}
            <TextHash hash={of.hash} />
          </p>
        </>
      ) : of.state === 'superseded' ? (
        <p className="second">{t('notSigned')}</p>
      ) : member.head && member.team === team ? (
        <>
          <OpenComments of={of} />
          <SignatureForm of={of} team={team} />
        </>
      ) : (
        <>
          <OpenComments of={of} />
          <p className="second no-print">{t(team === 'marketing' ? 'waitsMarketing' : 'waitsSales')}</p>
          <p className="signature-line" aria-hidden />
        </>
      )}
    </section>
  );
}

function SignatureForm({ of, team }: { of: Signable; team: 'marketing' | 'sales' }) {
  const t = useText(signatureTexts);
  const { user } = useSession();
  const [again, setAgain] = useState(false);
  const path = `/${of.kind}s`;
  const sign = useCommand((fullName: string) => api.post(`${path}/${of.id}/signature`, { fullName, agreed: true }), {
    refresh: [path, '/today', '/checklist'],
  });
  const form = useForm({
    initialValues: { fullName: '', agreed: false },
    validate: {
      fullName: (typed) => (plain(typed) === plain(user.name) ? null : t('otherName', { name: user.name })),
      agreed: (agreed) => (agreed ? null : t('agreeFirst')),
    },
  });
  const signed = form.getValues().fullName;
  return (
    <form
      className="signature-form no-print"
      noValidate
      onSubmit={form.onSubmit(({ fullName }) =>
        sign.mutate(fullName, { onError: (error) => error instanceof ApiProblem && error.status === 403 && setAgain(true) }),
      )}
    >
      <TextInput label={t('fullName')} placeholder={user.name} autoComplete="off" {...form.getInputProps('fullName')} />
      <Checkbox label={t(commitments[of.kind][team])} {...form.getInputProps('agreed', { type: 'checkbox' })} />
      {!again && <Failure error={sign.error} />}
      <Button
        type="submit"
        color={team}
        loading={sign.isPending}
        leftSection={<IconSignature size={18} stroke={1.75} aria-hidden />}
      >
        {t('sign', { version: of.version })}
      </Button>
      <p className="second small">{t('forGood')}</p>
      <Suspense>
        {again && (
          <SignInAgain
            onClose={() => setAgain(false)}
            onSignedIn={() => {
              setAgain(false);
              sign.mutate(signed);
            }}
          />
        )}
      </Suspense>
    </form>
  );
}

const commitments = {
  agreement: { marketing: 'agreementMarketing', sales: 'agreementSales' },
  definition: { marketing: 'definitionMarketing', sales: 'definitionSales' },
} as const;

/** As the API compares names: spaces and capitals do not matter. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
