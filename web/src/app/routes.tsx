import { Button } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { EmptyState, ErrorState, Loading } from '../ui/states.tsx';
import { client } from './client.ts';
import { useText } from './language.tsx';
import { SessionGate, sessionQuery } from './session.tsx';
import { Shell } from './shell.tsx';
import { appTexts } from './texts.ts';

/** A screen behind sign-in. Its code is fetched ahead once somebody is signed in, and never for the door. */
function screen(load: () => Promise<ComponentType>) {
  const Screen = lazy(async () => ({ default: await load() }));
  const preload = async () => void (client.getQueryData(sessionQuery.queryKey) && (await load()));
  return Object.assign(() => <Screen />, { preload });
}

const root = createRootRoute({ component: Outlet });

const door = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../workspaces/invitation-screen.tsx'), 'InvitationScreen'),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: () => (
    <SessionGate>
      <Shell>
        <Suspense fallback={<Loading lines={4} />}>
          <Outlet />
        </Suspense>
      </Shell>
    </SessionGate>
  ),
});
const parent = { getParentRoute: () => inside } as const;

const screens = [
  createRoute({
    ...parent,
    path: '/',
    component: screen(() => import('../dashboards/today-screen.tsx').then(({ TodayScreen }) => TodayScreen)),
  }),
  createRoute({
    ...parent,
    path: '/handoffs',
    component: screen(() => import('../handoffs/handoffs-screen.tsx').then(({ HandoffsScreen }) => HandoffsScreen)),
  }),
  createRoute({
    ...parent,
    path: '/my-day',
    component: screen(() => import('../follow-ups/my-day-screen.tsx').then(({ MyDayScreen }) => MyDayScreen)),
  }),
  createRoute({
    ...parent,
    path: '/leads',
    component: screen(() => import('../leads/leads-screen.tsx').then(({ LeadsScreen }) => LeadsScreen)),
  }),
  createRoute({
    ...parent,
    path: '/leads/$leadId',
    component: screen(() => import('../leads/lead-screen.tsx').then(({ LeadScreen }) => LeadScreen)),
  }),
  createRoute({
    ...parent,
    path: '/people/$personId',
    component: screen(() => import('../people/person-screen.tsx').then(({ PersonScreen }) => PersonScreen)),
  }),
  createRoute({
    ...parent,
    path: '/companies/$companyId',
    component: screen(() => import('../companies/company-screen.tsx').then(({ CompanyScreen }) => CompanyScreen)),
  }),
  createRoute({
    ...parent,
    path: '/duplicates',
    component: screen(() => import('../people/duplicates-screen.tsx').then(({ DuplicateCompanies }) => DuplicateCompanies)),
  }),
  createRoute({
    ...parent,
    path: '/duplicates/people',
    component: screen(() => import('../people/duplicates-screen.tsx').then(({ DuplicatePeople }) => DuplicatePeople)),
  }),
  createRoute({
    ...parent,
    path: '/feedback',
    component: screen(() => import('../feedback/feedback-screen.tsx').then(({ FeedbackScreen }) => FeedbackScreen)),
  }),
  createRoute({
    ...parent,
    path: '/agreement',
    component: screen(() => import('../agreements/agreement-screen.tsx').then(({ AgreementScreen }) => AgreementScreen)),
  }),
  createRoute({
    ...parent,
    path: '/definition',
    component: screen(() => import('../definitions/definition-screen.tsx').then(({ DefinitionScreen }) => DefinitionScreen)),
  }),
  createRoute({
    ...parent,
    path: '/definition/edit',
    component: screen(() => import('../definitions/editor-screen.tsx').then(({ EditorScreen }) => EditorScreen)),
  }),
  createRoute({
    ...parent,
    path: '/definition/back-tests/$backTestId',
    component: screen(() => import('../back-tests/back-test-screen.tsx').then(({ BackTestScreen }) => BackTestScreen)),
  }),
  createRoute({
    ...parent,
    path: '/glossary',
    component: screen(() => import('../glossary/glossary-screen.tsx').then(({ GlossaryScreen }) => GlossaryScreen)),
  }),
  createRoute({
    ...parent,
    path: '/revenue',
    component: screen(() => import('../revenue/revenue-screen.tsx').then(({ RevenueScreen }) => RevenueScreen)),
  }),
  createRoute({
    ...parent,
    path: '/revenue/$section',
    component: screen(() => import('../revenue/revenue-screen.tsx').then(({ RevenueScreen }) => RevenueScreen)),
  }),
  createRoute({
    ...parent,
    path: '/import',
    validateSearch: ({ kind }: { kind?: unknown }): { kind?: string } => (typeof kind === 'string' ? { kind } : {}),
    component: screen(() => import('../imports/new-import-screen.tsx').then(({ NewImportScreen }) => NewImportScreen)),
  }),
  createRoute({
    ...parent,
    path: '/import/$importId',
    validateSearch: ({ step }: { step?: unknown }): { step?: 'preview' } => (step === 'preview' ? { step } : {}),
    component: screen(() => import('../imports/import-screen.tsx').then(({ ImportScreen }) => ImportScreen)),
  }),
  createRoute({
    ...parent,
    path: '/settings',
    component: screen(() => import('../settings/settings-screen.tsx').then(({ SettingsScreen }) => SettingsScreen)),
  }),
  createRoute({
    ...parent,
    path: '/settings/$section',
    component: screen(() => import('../settings/settings-screen.tsx').then(({ SettingsScreen }) => SettingsScreen)),
  }),
  createRoute({
    ...parent,
    path: '/gallery',
    component: screen(() => import('../gallery/gallery-screen.tsx').then(({ GalleryScreen }) => GalleryScreen)),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([door, inside.addChildren(screens)]),
  defaultNotFoundComponent: NotHere,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function NotHere() {
  const t = useText(appTexts);
  return (
    <EmptyState
      title={t('notHere')}
      detail={t('notHereDetail')}
      action={
        <Button variant="default" component={Link} to="/">
          {t('toToday')}
        </Button>
      }
    />
  );
}
