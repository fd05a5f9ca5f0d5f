import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { startOfDay } from '../../../src/calendars/local-day.ts';
import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { api, useCommand } from '../app/api.ts';
import { dayIn } from '../app/format.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useSession } from '../app/session.tsx';
import { TryOnPast } from '../back-tests/try-on-past.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Failure } from '../ui/failure.tsx';
import { Panel } from '../ui/panel.tsx';
import { useNow } from '../ui/use-now.ts';
import { editorTexts } from './editor-texts.ts';

/** From when the draft is to hold; trying it on the past; saving it as a version that waits for both signatures. */
export function SavePanel(props: {
  version: number;
  /** Null while something is wrong. */
  body: DefinitionBody | null;
  faults: number;
  isChanged: boolean;
  from: number;
  firstDay: string;
  onFirstDay: (day: string) => void;
  onIncomplete: () => void;
  onSaved: () => void;
}) {
  const { version, body, faults, isChanged, from, firstDay, onFirstDay, onIncomplete, onSaved } = props;
  const t = useText(editorTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const { timeZone } = useSession().workspace;
  const today = dayIn(timeZone, useNow());
  const [asked, setAsked] = useState(false);
  const isPast = firstDay !== '' && firstDay < today;
  const save = useCommand(
    (draft: DefinitionBody) =>
      api.post<Definition>('/definitions', {
        body: draft,
        // Today is now: an earlier hour would be the past, which only programs record.
        ...(firstDay > today && { inForceFrom: startOfDay(firstDay, timeZone).toISOString() }),
      }),
    {
      refresh: ['/definitions', '/checklist', '/today'],
      done: (saved) => {
        onSaved();
        void navigate({ to: '/definition', search: { version: saved.version } as never });
      },
    },
  );

  function submit() {
    setAsked(true);
    if (!body) onIncomplete();
    else if (!isPast) save.mutate(body);
  }

  return (
    <Panel title={t('finish')}>
      <div className="stack">
        <TryOnPast
          body={body}
          onIncomplete={() => {
            setAsked(true);
            onIncomplete();
          }}
        />
        <DayField
          className="first-day"
          label={t('firstDay')}
          description={firstDay === '' ? t('firstDaySub') : format.date(firstDay, 'full')}
          min={today}
          value={firstDay}
          onChange={onFirstDay}
          error={asked && isPast ? t('firstDayPast') : undefined}
        />
        {asked && faults > 0 && (
          <p className="criterion-wrong" role="alert">
            {t('faults', { n: faults })}
          </p>
        )}
        <Failure error={save.error} />
        <div className="row">
          <Button loading={save.isPending} disabled={!isChanged && from > 0} onClick={submit}>
            {t('save', { version })}
          </Button>
          {!isChanged && from > 0 && <p className="second small">{t('unchanged', { from })}</p>}
        </div>
      </div>
    </Panel>
  );
}
