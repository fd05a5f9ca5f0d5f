import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleLine, Verdict } from '../../../src/channels/schema.ts';
import { api } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useRoadWords } from './road-words.ts';
import { channelTexts } from './texts.ts';

/** Says what becomes of a link or of where somebody came from, by the rules as they stand on the screen, and because of which. */
export function TryPanel({ rules }: { rules: readonly RuleLine[] }) {
  const t = useText(channelTexts);
  const words = useRoadWords();
  const [asked, setAsked] = useState({ url: '', referrer: '' });
  const [question] = useDebouncedValue({ ...asked, rules }, 250);
  const isAsked = question.url.trim() !== '' || question.referrer.trim() !== '';
  const { data, error } = useQuery({
    queryKey: ['/channel-rules/trials', question],
    queryFn: () => api.post<Verdict>('/channel-rules/trials', question),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const answer = isAsked ? data : undefined;
  return (
    <Panel title={t('try')} sub={t('trySub')}>
      <div className="stack">
        <TextInput
          label={t('link')}
          placeholder="https://…/?utm_source=…&utm_medium=…"
          value={asked.url}
          onChange={({ currentTarget: { value: url } }) => setAsked((before) => ({ ...before, url }))}
        />
        <TextInput
          label={t('cameFrom')}
          placeholder="https://www.google.dk/"
          value={asked.referrer}
          onChange={({ currentTarget: { value: referrer } }) => setAsked((before) => ({ ...before, referrer }))}
        />
        <output className="verdict">
          {answer ? (
            <>
              <span className="second">{t('itBecomes')}</span>
              <strong>{words.road(answer)}</strong>
              <span className="second">
                {answer.rule === null
                  ? t('becauseStandard', { evidence: answer.because })
                  : `${t('becauseRule', { n: answer.rule + 1 })}, ${t('insteadOf', { road: words.road(answer.standard) })}`}
              </span>
            </>
          ) : (
            <span className="second">{t('tryNothing')}</span>
          )}
        </output>
        <Failure error={error} />
      </div>
    </Panel>
  );
}
