import './consents.css';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Consent, PersonConsents } from '../../../src/consents/schema.ts';
import { api, resource, useCommand } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay } from '../app/session.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { Pill } from '../ui/pill.tsx';
import { ErrorState, Loading } from '../ui/states.tsx';
import { consentTexts } from './texts.ts';

const purposes = ['analytics', 'marketing'] as const;

/** What a person has said yes and no to, since when, and all that led there. Both teams may tell of what was said to them. */
export function ConsentPanel({ personId }: { personId: string }) {
  const t = useText(consentTexts);
  const may = useMay();
  const consents = useQuery(resource<PersonConsents>(`/people/${personId}/consents`));
  const { data } = consents;
  return (
    <Panel title={t('consents')}>
      {consents.isPending ? <Loading lines={3} /> : null}
      {consents.error && !data ? <ErrorState error={consents.error} retry={() => void consents.refetch()} /> : null}
      {data && (
        <div className="consent-body">
          <dl className="consent-states">
            {purposes.map((purpose) => (
              <div key={purpose}>
                <dt>{t(purpose)}</dt>
                <dd>
                  <State word={data.now[purpose]} />
                </dd>
              </div>
            ))}
          </dl>
          {data.suppressed && <p className="second">{t('noMail')}</p>}
          {may('marketing', 'sales') && <TellMarketing personId={personId} granted={data.now.marketing?.granted ?? null} />}
          {data.items.length > 0 ? <History words={data.items} /> : <p className="second small">{t('nothingSaid')}</p>}
        </div>
      )}
    </Panel>
  );
}

function State({ word }: { word: Consent | null }) {
  const t = useText(consentTexts);
  const format = useFormat();
  if (word === null) return <span className="second">{t('neverAsked')}</span>;
  return (
    <>
      <Pill tone={word.granted ? 'ok' : 'neutral'}>{word.granted ? t('yes') : t('no')}</Pill>
      <span className="second small">{t('since', { date: format.date(word.at) })}</span>
    </>
  );
}

/** What somebody said on the telephone counts as much as a click: the answer they have not given yet can be noted. */
function TellMarketing({ personId, granted }: { personId: string; granted: boolean | null }) {
  const t = useText(consentTexts);
  const [answer, setAnswer] = useState<boolean | null>(null);
  const tell = useCommand((marketing: boolean) => api.post('/consents', { personId, choices: { marketing } }), {
    refresh: [`/people/${personId}/consents`, '/suppressions'],
    done: () => setAnswer(null),
  });
  const word = (yes: boolean) => (yes ? t('tellYes') : t('tellNo'));
  return (
    <div className="row">
      {[true, false]
        .filter((yes) => yes !== granted)
        .map((yes) => (
          <Button key={String(yes)} variant="default" size="compact-sm" onClick={() => setAnswer(yes)}>
            {word(yes)}
          </Button>
        ))}
      <Failure error={tell.error} />
      <ConfirmDialog
        opened={answer !== null}
        title={t('tellTitle', { choice: word(answer === true) })}
        confirm={word(answer === true)}
        pending={tell.isPending}
        onConfirm={() => answer !== null && tell.mutate(answer)}
        onClose={() => setAnswer(null)}
      >
        {t('tellDetail')}
      </ConfirmDialog>
    </div>
  );
}

function History({ words }: { words: readonly Consent[] }) {
  const t = useText(consentTexts);
  const format = useFormat();
  const columns: Column<Consent>[] = [
    { key: 'purpose', header: t('purpose'), value: ({ purpose }) => t(purpose) },
    { key: 'granted', header: t('answer'), value: ({ granted }) => (granted ? t('yes') : t('no')), width: '5rem' },
    { key: 'at', header: t('when'), value: ({ at }) => at, render: ({ at }) => `${format.date(at)} ${format.time(at)}` },
    { key: 'source', header: t('where'), value: ({ source }) => t(`source_${source}`) },
    { key: 'text', header: t('shownText'), value: ({ text }) => text?.version ?? null, width: '7rem' },
  ];
  return (
    <details className="consent-history consent-rows">
      <summary>{t('history')}</summary>
      <DataTable label={t('history')} columns={columns} rows={words} rowKey={({ id }) => id} />
    </details>
  );
}
