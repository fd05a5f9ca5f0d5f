import { Button } from '@mantine/core';
import { api } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { useNewSession, useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useExample } from '../workspaces/use-example.ts';
import { todayTexts } from './texts.ts';

/** The example company, for who may load it, while the own workspace is empty. */
export function ExampleOffer() {
  const { member, workspace } = useSession();
  return member.role === 'admin' && !workspace.example ? <Offer /> : null;
}

function Offer() {
  const t = useText(todayTexts);
  const enter = useNewSession((id: string) => api.put('/session/workspace', { id }));
  const { state, workspaceId, loading, progress, load, error } = useExample((id) => enter.mutate(id));
  const open = () => (state === 'ready' && workspaceId !== null ? enter.mutate(workspaceId) : load());
  return (
    <Panel title={t('exampleTitle')}>
      <div className="stack">
        <p className="second">{t('exampleDetail')}</p>
        {loading && !error ? (
          <p className="example-progress">
            <progress max={100} value={progress || undefined} aria-label={t('exampleLoading')} />
            <span className="second small">{t('exampleLoading')}</span>
          </p>
        ) : (
          <div>
            <Button variant="default" onClick={open} loading={enter.isPending}>
              {t('loadExample')}
            </Button>
          </div>
        )}
        <Failure error={error ?? enter.error} />
      </div>
    </Panel>
  );
}
