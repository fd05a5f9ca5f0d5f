import { Button, Group } from '@mantine/core';
import type { MovedClock, MovedPreview, ThoughtOf } from '../../../src/handoffs/moved/schema.ts';
import { api } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { takeFocus } from '../ui/take-focus.ts';
import { useNow } from '../ui/use-now.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { calendarTexts } from './texts.ts';

/** Asks which running clocks a change would move; nothing is changed. */
export const askWhatMoves = (thought: ThoughtOf) => api.post<MovedPreview>('/calendars/preview?limit=200', thought);

/** Which clocks a change would move, before it is made. */
export function MovedClocks(props: { preview: MovedPreview; busy: boolean; onApply: () => void; onBack: () => void }) {
  const { preview, busy, onApply, onBack } = props;
  const c = useText(calendarTexts);
  const { earlier, later, nowOverdue, noLongerOverdue } = preview;
  return (
    <div className="stack">
      <div>
        <output>
          {earlier + later === 0 ? c('movesNothing') : c('moves', { n: earlier + later, earlier, later })}{' '}
          {nowOverdue > 0 && `${c('nowOverdue', { n: nowOverdue })} `}
          {noLongerOverdue > 0 && c('noLongerOverdue', { n: noLongerOverdue })}
        </output>
        <p className="second small">{c('judged')}</p>
      </div>
      {preview.items.length > 0 && <MovedTable rows={preview.items} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onBack}>
          {c('back')}
        </Button>
        <Button loading={busy} onClick={onApply} ref={takeFocus} data-autofocus>
          {c('apply')}
        </Button>
      </Group>
    </div>
  );
}

function MovedTable({ rows }: { rows: readonly MovedClock[] }) {
  const c = useText(calendarTexts);
  const format = useFormat();
  const now = useNow();
  const moment = (at: string | null) => (at === null ? '–' : format.moment(at, now));
  const columns: Column<MovedClock>[] = [
    { key: 'handoff', header: c('handoff'), value: ({ company, person }) => company?.name ?? person.name },
    { key: 'rep', header: c('rep'), value: ({ assignedTo }) => assignedTo?.name ?? null },
    { key: 'before', header: c('wasDue'), value: ({ before }) => before, render: ({ before }) => moment(before) },
    { key: 'after', header: c('isDue'), value: ({ after }) => after, render: ({ after }) => moment(after) },
  ];
  return <DataTable label={c('handoff')} columns={columns} rows={rows} rowKey={({ handoffId }) => handoffId} />;
}
