import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api.ts';
import { LanguageProvider } from './language.tsx';
import { router } from './routes.tsx';
import { sessionQuery } from './session.tsx';
import { colorSchemeManager, theme } from './theme.ts';

const Notifications = lazy(() => import('@mantine/notifications').then(({ Notifications }) => ({ default: Notifications })));

/** A session that ended meanwhile shows the sign-in screen, wherever it is noticed. */
function onError(error: unknown) {
  if (error instanceof ApiProblem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null);
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server has refused it refuses again; only a server that was not reached or is starting is asked once more.
      retry: (failures, error) => failures < 1 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      {/* The style elements that Mantine would write are in theme.css: the content security policy allows none. */}
      <MantineProvider
        theme={theme}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <LanguageProvider>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
            <Suspense>
              <Notifications position="bottom-center" limit={3} />
            </Suspense>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
