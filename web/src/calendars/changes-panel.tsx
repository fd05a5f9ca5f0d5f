import type { CalendarChange } from '../../../src/handoffs/moved/schema.ts';
import { useCollection } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.ts';
import { useChangeName } from './change-name.ts';
import { calendarTexts } from './texts.ts';

/** What was changed in calendars and absences, by whom, and the clocks it moved. */
export function ChangesPanel() {
  const c = useText(calendarTexts);
  const format = useFormat();
  const now = useNow();
  const changes = useCollection<CalendarChange>('/calendar-changes');
  const what = useChangeName();
  const clocks = ({ earlier, later, reckoned, finishedAt }: CalendarChange) => {
    if (finishedAt === null) return c('reckoning', { n: reckoned });
    return earlier + later === 0 ? c('none') : c('movedCount', { earlier, later });
  };
  const columns: Column<CalendarChange>[] = [
    { key: 'what', header: c('what'), value: what, width: 'minmax(0, 1.5fr)', sortable: false },
    { key: 'when', header: c('when'), value: ({ madeAt }) => format.moment(madeAt, now), sortable: false },
    { key: 'by', header: c('by'), value: ({ madeBy }) => madeBy?.name ?? null, sortable: false },
    { key: 'clocks', header: c('clocks'), value: clocks, sortable: false },
  ];
  return (
    <Panel flush title={c('changes')} sub={c('changesSub')}>
      <DataTable
        label={c('changes')}
        columns={columns}
        rowKey={({ id }) => id}
        {...changes}
        empty={<EmptyState title={c('noChanges')} />}
      />
    </Panel>
  );
}
