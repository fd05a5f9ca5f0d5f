import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Delivery } from '../../../src/notifications/deliveries/schema.ts';
import { resource } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { answerWords } from './answer-words.ts';
import { newsSettingsTexts } from './settings-texts.ts';

/** What became of a test, as soon as it is known. */
export function TestOutcome({ test }: { test: Delivery }) {
  const t = useText(newsSettingsTexts);
  const { data = test } = useQuery({
    ...resource<Delivery>(`/deliveries/${test.id}`),
    refetchInterval: ({ state }) => (state.data?.answer == null ? 1000 : false),
  });
  const { answer, to } = data;
  const client = useQueryClient();
  const isKnown = answer !== null;
  // What else shows the last message of a place, and what did not get through.
  useEffect(() => {
    if (isKnown)
      for (const path of ['/notification-connections', '/deliveries'])
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === path });
  }, [client, isKnown]);
  if (answer === null) return <output className="second">{t('testOnItsWay', { to })}</output>;
  if (answer.code === 'taken') return <output>{t('testTaken', { to })}</output>;
  const { text, values } = answerWords(answer);
  return <output className="news-untaken">{t('testNotTaken', { to, why: t(text, values) })}</output>;
}
