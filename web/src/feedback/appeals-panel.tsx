import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Appeal } from '../../../src/feedback/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useReasonWords } from '../touchpoints/story.ts';
import { Panel } from '../ui/panel.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { AnswerPill } from './appeal-panel.tsx';
import { feedbackTexts } from './texts.ts';

/** Where marketing spoke against a rejection, and what the head of sales answered. */
export function AppealsPanel() {
  const t = useText(feedbackTexts);
  const format = useFormat();
  const now = useNow();
  const reasonWords = useReasonWords();
  const { rows, loading, error, retry, hasMore, loadMore } = useCollection<Appeal>('/appeals', { limit: 20 });
  return (
    <Panel title={t('appeals')} sub={t('appealsSub')}>
      {error ? (
        <ErrorState error={error} retry={retry} />
      ) : loading ? (
        <Loading lines={2} />
      ) : rows.length === 0 ? (
        <p className="second">{t('noAppeals')}</p>
      ) : (
        <ul className="told">
          {rows.map(({ handoffId, person, company, rejection, reason, member, appealedAt, answer, answerComment }) => (
            <li key={handoffId}>
              <p className="told-head">
                <Link to="/handoffs" search={{ id: handoffId }}>
                  {[person.name, company].filter(Boolean).join(', ') || t('theHandoff')}
                </Link>
                <AnswerPill answer={answer} />
              </p>
              <p className="second">
                {t('gaveBackBecause', { name: rejection.member?.name ?? '–', reason: reasonWords('rejected', rejection.reason) })}
              </p>
              <p>{reason}</p>
              <p className="second small">{[member?.name, format.day(appealedAt, now)].filter(Boolean).join(', ')}</p>
              {answerComment !== null && <p>{t('answered', { text: answerComment })}</p>}
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button variant="default" onClick={loadMore}>
          {t('moreAppeals')}
        </Button>
      )}
    </Panel>
  );
}
