import type { Context } from '../platform/context.ts';
import type { Consumer, RecordedEvent } from '../platform/outbox.ts';
import { matchAnew } from './commands.ts';

/** Looks again for the company and deal of invoices when a company becomes known or gets its number, and when a deal is won. */
export const invoiceMatching: Consumer = {
  name: 'invoice-matching',
  types: ['company.created', 'company.changed', 'company.merged', 'company.unmerged', 'deal.won'],
  async consume(context: Context, events: RecordedEvent[]) {
    const companies = events
      .flatMap(({ type, subjectId, data }) => (type === 'deal.won' ? data['companyId'] : subjectId) ?? [])
      .filter((id) => typeof id === 'string');
    if (companies.length > 0) await matchAnew(context, { companies: [...new Set(companies)] });
  },
};
