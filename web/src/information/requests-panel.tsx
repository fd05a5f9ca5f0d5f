import { Button } from '@mantine/core';
import type { ItemRequest } from '../../../src/information/schema.ts';
import { api, useCommand } from '../app/api.ts';
import { useFormat, useLanguage, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useUndo } from '../ui/undo-toast.tsx';
import { useNow } from '../ui/use-now.ts';
import { informationTexts } from './texts.ts';

/** What one team asks of the other; the other answers here. */
export function RequestsPanel({ requests }: { requests: readonly ItemRequest[] }) {
  const t = useText(informationTexts);
  if (requests.length === 0) return null;
  return (
    <Panel title={t('requests')}>
      <ul className="item-requests">
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
    </Panel>
  );
}

function Request({ request }: { request: ItemRequest }) {
  const t = useText(informationTexts);
  const format = useFormat();
  const now = useNow();
  const say = useUndo();
  const { language } = useLanguage();
  const { member } = useSession();
  const { id, kind, key, item, before, why, side, askedBy, askedAt } = request;
  const name = (item ?? before)?.label[language] ?? key;
  const bothTeams = member.role === 'marketing' || member.role === 'sales';
  const mayAnswer = member.role === 'admin' || (bothTeams && member.team !== side);
  const answer = useCommand((given: 'agreed' | 'declined') => api.post(`/item-requests/${id}/answer`, { answer: given }), {
    refresh: ['/item-requests', '/information-contract', '/leads', '/forms'],
    done: (_, given) => say(t(given)),
  });
  const from = [t(`askedBy_${side}`), askedBy?.name, format.day(askedAt, now)].filter(Boolean).join(' · ');
  return (
    <li>
      <div className="item-request-words">
        <strong>{t(`request_${kind}`, { item: name })}</strong>
        {why !== null && <span>{why}</span>}
        <span className="second small">{from}</span>
        <Failure error={answer.error} />
      </div>
      {mayAnswer ? (
        <div className="row">
          <Button
            size="compact-sm"
            loading={answer.isPending}
            aria-label={t('named', { what: t('agree'), item: name })}
            onClick={() => answer.mutate('agreed')}
          >
            {t('agree')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('named', { what: t('decline'), item: name })}
            onClick={() => answer.mutate('declined')}
          >
            {t('decline')}
          </Button>
        </div>
      ) : (
        <span className="second small">{t(`awaits_${side}`)}</span>
      )}
    </li>
  );
}
