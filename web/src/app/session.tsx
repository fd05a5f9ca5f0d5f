import type { Me } from '../../../src/workspaces/schema.ts';
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { createContext, lazy, Suspense, useContext, useEffect, type ReactNode } from 'react';
import { ErrorState, Loading } from '../ui/states.tsx';
import { api, ApiProblem, resource } from './api.ts';
import type { Language } from './define-texts.ts';
import { FormatProvider, useLanguage } from './language.tsx';

export type Role = NonNullable<Me['member']>['role'];
export type Team = NonNullable<Me['member']>['team'];

/** Who is signed in, and to which workspace. A program's key has no user and no member; the screens are for people. */
export type Session = Me & { readonly user: NonNullable<Me['user']>; readonly member: NonNullable<Me['member']> };

const isPerson = (me: Me): me is Session => me.user !== null && me.member !== null;

export const sessionQuery = queryOptions({
  queryKey: ['/me'],
  queryFn: ({ signal }) =>
    api.get<Me>('/me', {}, signal).then(
      (me) => (isPerson(me) ? me : null),
      (error: unknown) => {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      },
    ),
  staleTime: 5 * 60_000,
});

const SessionContext = createContext<Session | null>(null);

/** The signed-in person, their role and the workspace. Every screen behind the menu has one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for screens behind sign-in');
  return session;
}

const SignInScreen = lazy(() => import('../workspaces/sign-in-screen.tsx'));
const FirstRunScreen = lazy(() => import('../workspaces/first-run-screen.tsx'));

/** Shows the screens to who is signed in, the sign-in screen to others, and the first-run screen on a new installation. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery);
  if (isPending) return <Waiting />;
  if (session === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (session === null) return <Door />;
  return (
    <SessionContext value={session}>
      <FormatProvider numberFormat={session.user.numberFormat} timeZone={session.workspace.timeZone}>
        <AdoptSettings session={session} />
        {children}
      </FormatProvider>
    </SessionContext>
  );
}

function Door() {
  // Asked once: the first-run screen still has a choice to offer when setup is no longer needed.
  const {
    data: setup,
    isPending,
    error,
    refetch,
  } = useQuery({ ...resource<{ needed: boolean }>('/setup'), staleTime: Infinity });
  if (isPending) return <Waiting />;
  if (!setup) return <ErrorState error={error} retry={() => void refetch()} />;
  return <Suspense fallback={<Waiting />}>{setup.needed ? <FirstRunScreen /> : <SignInScreen />}</Suspense>;
}

function Waiting() {
  return (
    <div className="waiting">
      <Loading lines={3} />
    </div>
  );
}

/** A person's own language and colours hold on every machine they sign in on. */
function AdoptSettings({ session }: { session: Session }) {
  const { language, colorScheme } = session.user;
  const { choose } = useLanguage();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  useEffect(() => choose(language), [language, choose]);
  // oxlint-disable-next-line react/exhaustive-deps -- only a change of the setting counts; the setter is new on every render
  useEffect(() => setColorScheme(colorScheme), [colorScheme]);
  return null;
}

/** Language, colours and number format: chosen here, remembered in this browser, and kept with the person when someone is signed in. */
export function useSettings() {
  const session = useContext(SessionContext);
  const client = useQueryClient();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });

  function keep(change: Partial<Pick<Session['user'], 'language' | 'colorScheme' | 'numberFormat'>>) {
    if (!session) return;
    client.setQueryData<Session | null>(sessionQuery.queryKey, (known) =>
      known ? { ...known, user: { ...known.user, ...change } } : known,
    );
    // Not kept on the server is no reason to disturb: the choice stands in this browser.
    api.patch('/me', change).catch(() => {});
  }

  return {
    language,
    colorScheme,
    numberFormat: session?.user.numberFormat ?? null,
    chooseLanguage: (next: Language) => {
      choose(next);
      keep({ language: next });
    },
    chooseColorScheme: (next: MantineColorScheme) => {
      setColorScheme(next);
      keep({ colorScheme: next });
    },
    chooseNumberFormat: (next: string | null) => keep({ numberFormat: next }),
  };
}

/** Signs out, forgetting everything that was read. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/session'),
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    },
  });
}

/** Takes who has just signed in to where they begin: a rep to what waits, all others to the day. An address that was asked for stays. */
export function useLanding() {
  const router = useRouter();
  return async () => {
    const { member } = await api.get<Me>('/me');
    const { pathname } = router.state.location;
    if (pathname !== '/' && !pathname.startsWith('/invitation/')) return;
    const isRep = member?.role === 'sales' && !member.head;
    await router.navigate({ to: isRep ? '/handoffs' : '/', replace: true });
  };
}

/** What somebody may change here, by the roles of the authorization matrix; the server has the last word. */
export function useMay(): (...roles: Role[]) => boolean {
  const { member } = useSession();
  return (...roles) => member.role === 'admin' || roles.includes(member.role);
}

/** Enters another workspace, at its first screen: what the address showed is of the one that is left. */
export function useEnterWorkspace() {
  const router = useRouter();
  return useNewSession(async (id: string) => {
    await api.put('/session/workspace', { id });
    await router.navigate({ to: '/' });
  });
}

/** Changes who or where one is (sign in, enter another workspace, leave the example), then reads everything anew. */
export function useNewSession<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.resetQueries() });
}
