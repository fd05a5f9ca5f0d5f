import './back-tests.css';
import { Button, NativeSelect } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { BackTestItem } from '../../../src/back-tests/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { api, useCommand } from '../app/api.ts';
import { useText } from '../app/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { backTestTexts } from './texts.ts';

const spans = [3, 6, 12, 24, 36];

/** Holds a draft against the past, and goes to where the answer will stand. `body` null: the draft is not whole yet, and `onIncomplete` says so. */
export function TryOnPast(props: { body: Definition['body'] | null; onIncomplete?: () => void }) {
  const { body, onIncomplete } = props;
  const t = useText(backTestTexts);
  const navigate = useNavigate();
  const [months, setMonths] = useState(12);
  const start = useCommand((draft: Definition['body']) => api.post<BackTestItem>('/back-tests', { body: draft, months }), {
    refresh: ['/back-tests'],
    done: ({ id }) => void navigate({ to: '/definition/back-tests/$backTestId', params: { backTestId: id } }),
  });
  return (
    <div className="try-on-past no-print">
      <NativeSelect
        label={t('tryMonths')}
        value={String(months)}
        onChange={({ currentTarget }) => setMonths(Number(currentTarget.value))}
        data={spans.map((n) => ({ value: String(n), label: t('months', { n }) }))}
      />
      <Button
        variant="default"
        leftSection={<IconHistory size={17} stroke={1.75} aria-hidden />}
        loading={start.isPending}
        onClick={() => (body ? start.mutate(body) : onIncomplete?.())}
      >
        {t('tryIt')}
      </Button>
      <Failure error={start.error} when={{ 429: t('enoughUnderWay') }} />
    </div>
  );
}
