import type { Context } from '../platform/context.ts';
import type { Enqueue } from '../platform/jobs.ts';
import type { Consumer, RecordedEvent } from '../platform/outbox.ts';
import { followPeople } from './scored/commands.ts';
import type { News } from './scored/judgement.ts';
import { stepBack } from './stepped-back/commands.ts';
import { lockLeadsOf } from './store.ts';

/** Keeps leads in step with what happens: opens them, moves them at the true time, scores them, and hands over what is ready. */
export function leadConsumer({ enqueue }: { enqueue: Enqueue }): Consumer {
  return {
    name: 'leads',
    types: [
      'touchpoints.recorded',
      'touchpoints.reclassified',
      'touchpoints.removed',
      'person.recognised',
      'person.changed',
      'person.merged',
      'person.unmerged',
      'company.changed',
      'company.merged',
      'company.unmerged',
      'evidence.asserted',
      'items.answered',
      'lead.opened',
      'definition.in_force',
    ],
    async consume(context, events) {
      for (const event of events.filter(({ type }) => type === 'definition.in_force'))
        await enqueue(
          context.db,
          'leads.rescore',
          { workspace: context.workspace },
          event.at > context.now ? { startAfter: event.at } : {},
        );

      const news = new Map<string, News>();
      const touches = events.filter(({ type }) => type === 'touchpoints.recorded');
      for (const id of touches.flatMap(peopleOf)) news.set(id, { earliest: earliestOf(touches, id) });
      const changed = events
        .filter(({ type, actorKind }) => type !== 'touchpoints.recorded' && !(type === 'lead.opened' && actorKind === 'system'))
        .flatMap(peopleOf);
      for (const id of [...changed, ...(await peopleOfCompanies(context, events))]) news.set(id, 'anything');
      const removed = events.filter(({ type }) => type === 'touchpoints.removed');
      // In one order with those that are only scored: who steps back is locked first, and then scored among the others.
      if (removed.length > 0) await lockLeadsOf(context.db, [...news.keys()]);
      for (const event of removed) await stepBack(context, peopleOf(event), new Date((event.data as { since: string }).since));
      await followPeople(context, news);
    },
  };
}

function peopleOf({ subjectKind, subjectId, data }: RecordedEvent): string[] {
  const { personId, personIds, mergedPersonId } = data as { personId?: string; personIds?: string[]; mergedPersonId?: string };
  return [
    ...(personIds ?? []),
    ...[personId, mergedPersonId].filter((id) => id !== undefined),
    ...(subjectKind === 'person' && subjectId ? [subjectId] : []),
  ];
}

/** When the first of somebody's new touches happened; null where one event does not say. */
function earliestOf(events: readonly RecordedEvent[], personId: string): Date | null {
  const said = events
    .filter((event) => peopleOf(event).includes(personId))
    .map(({ data }) => (data as { earliest?: Record<string, string> }).earliest?.[personId]);
  const [first] = said.toSorted();
  return first === undefined || said.includes(undefined) ? null : new Date(first);
}

/** What a company is counts for everybody in it who has an open lead. */
async function peopleOfCompanies({ db }: Context, events: RecordedEvent[]): Promise<string[]> {
  const companies = events
    .filter(({ type }) => type.startsWith('company.'))
    .flatMap(({ subjectId, data }) => [subjectId, data['mergedCompanyId']])
    .filter((id) => typeof id === 'string');
  if (companies.length === 0) return [];
  const rows = await db
    .selectFrom('leads')
    .select('personId')
    .where('companyId', 'in', companies)
    .where('closedAt', 'is', null)
    .execute();
  return rows.map(({ personId }) => personId);
}
