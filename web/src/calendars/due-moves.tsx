import type { HandoffInFull } from '../../../src/handoffs/schema.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useNow } from '../ui/use-now.ts';
import { useChangeName } from './change-name.ts';
import { calendarTexts } from './texts.ts';

/** How calendars and absences moved the due time of a hand-off. */
export default function DueMoves({ moves }: { moves: HandoffInFull['moves'] }) {
  const c = useText(calendarTexts);
  const format = useFormat();
  const now = useNow();
  const moment = (at: string | null) => (at === null ? '–' : format.moment(at, now));
  const because = useChangeName();
  return (
    <ul className="handoff-moves second small">
      {moves.map(({ movedAt, before, after, change }) => (
        <li key={`${change.id} ${movedAt}`}>
          {c('dueMoved', { before: moment(before), after: moment(after), because: because(change) })}
        </li>
      ))}
    </ul>
  );
}
