import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, Suspense, useContext, useEffect, type ReactNode } from 'react';
import { ErrorState, Loading } from '../ui/states.tsx';
import { api, ApiProblem, resource } from './api.ts';
import type { Language } from './define-texts.ts';
import { FormatProvider, useLanguage } from './language.tsx';

export type Role = 'admin' | 'marketing' | 'sales' | 'finance' | 'leadership';
export type Team = 'marketing' | 'sales' | 'finance' | 'leadership';

/** Who is signed in, and to which workspace. */
export interface Session {
  readonly user: {
    id: string;
    name: string;
    email: string;
    language: Language;
    colorScheme: MantineColorScheme;
    numberFormat: string | null;
  };
  readonly member: { id: string; role: Role; team: Team; head: boolean };
  readonly workspace: { id: string; name: string; country: string; timeZone: string; currency: string; example: boolean };
  readonly workspaces: readonly { id: string; name: string; example: boolean }[];
}

export const sessionQuery = queryOptions({
  queryKey: ['/me'],
  queryFn: ({ signal }) =>
    api.get<Session>('/me', {}, signal).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }),
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

/** Language and colours: chosen here, remembered in this browser, and kept with the person when someone is signed in. */
export function useSettings() {
  const session = useContext(SessionContext);
  const client = useQueryClient();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });

  function keep(change: Partial<Pick<Session['user'], 'language' | 'colorScheme'>>) {
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
    chooseLanguage: (next: Language) => {
      choose(next);
      keep({ language: next });
    },
    chooseColorScheme: (next: MantineColorScheme) => {
      setColorScheme(next);
      keep({ colorScheme: next });
    },
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

/** Changes who or where one is (sign in, enter another workspace, leave the example), then reads everything anew. */
export function useNewSession<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.resetQueries() });
}
