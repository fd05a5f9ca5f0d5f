import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { MOST_IN_FORCE } from '../../../src/reasons/catalogue.ts';
import type { Reason } from '../../../src/reasons/schema.ts';
import { useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { useReasons } from '../touchpoints/story.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { ReasonList } from './reason-list.tsx';
import { RetiredReasons } from './retired-reasons.tsx';
import { reasonTexts } from './texts.ts';

const ReasonDialog = lazy(() => import('./reason-dialog.tsx'));

const kinds = ['rejected', 'recycled', 'disqualified'] as const;

/** The catalogues of reasons and what each leads to; the heads of both teams keep them. */
export function ReasonSettings() {
  const t = useText(reasonTexts);
  const { member } = useSession();
  const mayChange = member.role === 'admin' || ((member.role === 'marketing' || member.role === 'sales') && member.head);
  const { data, error, refetch } = useReasons();
  const [asked, setAsked] = useState<{ kind: Reason['kind']; code?: string } | null>(null);
  const of = (kind: Reason['kind']) => data?.items.filter((reason) => reason.kind === kind) ?? [];
  return (
    <>
      <PageHeading answer={t('answer')} sub={t('sub')} />
      {error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : data ? (
        kinds.map((kind) => {
          const given = of(kind).filter(({ retiredAt }) => retiredAt === null);
          const title = t(`kind_${kind}`);
          return (
            <Panel
              key={kind}
              flush
              title={title}
              aside={
                mayChange &&
                given.length < MOST_IN_FORCE && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconPlus size={15} aria-hidden />}
                    aria-label={t('addTo', { kind: title })}
                    onClick={() => setAsked({ kind })}
                  >
                    {t('add')}
                  </Button>
                )
              }
            >
              <ReasonList reasons={given} onEdit={mayChange ? (code) => setAsked({ kind, code }) : undefined} />
              <RetiredReasons
                reasons={of(kind).filter(({ retiredAt }) => retiredAt !== null)}
                mayBringBack={mayChange && given.length < MOST_IN_FORCE}
              />
            </Panel>
          );
        })
      ) : (
        <Panel>
          <Loading lines={6} />
        </Panel>
      )}
      <Suspense>
        {asked && (
          <ReasonDialog
            kind={asked.kind}
            reason={of(asked.kind).find(({ code }) => code === asked.code) ?? null}
            others={of(asked.kind).filter(({ code }) => code !== asked.code)}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </>
  );
}
