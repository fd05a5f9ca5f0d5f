import { Button } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet } from '@tanstack/react-router';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { useText } from './language.tsx';
import { SessionGate } from './session.tsx';
import { Shell } from './shell.tsx';
import { appTexts } from './texts.ts';

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
        <Outlet />
      </Shell>
    </SessionGate>
  ),
});
const parent = { getParentRoute: () => inside } as const;

const screens = [
  createRoute({
    ...parent,
    path: '/',
    component: lazyRouteComponent(() => import('../dashboards/today-screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    ...parent,
    path: '/handoffs',
    component: lazyRouteComponent(() => import('../handoffs/handoffs-screen.tsx'), 'HandoffsScreen'),
  }),
  createRoute({
    ...parent,
    path: '/leads',
    component: lazyRouteComponent(() => import('../leads/leads-screen.tsx'), 'LeadsScreen'),
  }),
  createRoute({
    ...parent,
    path: '/leads/$leadId',
    component: lazyRouteComponent(() => import('../leads/lead-screen.tsx'), 'LeadScreen'),
  }),
  createRoute({
    ...parent,
    path: '/agreement',
    component: lazyRouteComponent(() => import('../agreements/agreement-screen.tsx'), 'AgreementScreen'),
  }),
  createRoute({
    ...parent,
    path: '/definition',
    component: lazyRouteComponent(() => import('../definitions/definition-screen.tsx'), 'DefinitionScreen'),
  }),
  createRoute({
    ...parent,
    path: '/revenue',
    component: lazyRouteComponent(() => import('../revenue/revenue-screen.tsx'), 'RevenueScreen'),
  }),
  createRoute({
    ...parent,
    path: '/revenue/$section',
    component: lazyRouteComponent(() => import('../revenue/revenue-screen.tsx'), 'RevenueScreen'),
  }),
  createRoute({
    ...parent,
    path: '/import',
    validateSearch: ({ kind }: { kind?: unknown }): { kind?: string } => (typeof kind === 'string' ? { kind } : {}),
    component: lazyRouteComponent(() => import('../imports/new-import-screen.tsx'), 'NewImportScreen'),
  }),
  createRoute({
    ...parent,
    path: '/import/$importId',
    validateSearch: ({ step }: { step?: unknown }): { step?: 'preview' } => (step === 'preview' ? { step } : {}),
    component: lazyRouteComponent(() => import('../imports/import-screen.tsx'), 'ImportScreen'),
  }),
  createRoute({
    ...parent,
    path: '/settings',
    component: lazyRouteComponent(() => import('../settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    ...parent,
    path: '/settings/$section',
    component: lazyRouteComponent(() => import('../settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    ...parent,
    path: '/gallery',
    component: lazyRouteComponent(() => import('../gallery/gallery-screen.tsx'), 'GalleryScreen'),
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
