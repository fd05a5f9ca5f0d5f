import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { differenceOf, type InvoiceFacts } from '../../revenue/invoice.ts';
import { findInvoices } from '../../revenue/reports.ts';
import { wrong, type Desk, type Verdict } from '../desk.ts';

/** Invoices and credit notes, known by seller, kind and number. The same again changes nothing but when it was paid; other contents are refused. */
export async function planInvoices({ db, now }: Context, invoices: InvoiceFacts[], desk: Desk): Promise<Verdict[]> {
  for (const row of await findInvoices(db, invoices))
    desk.invoices.stored({ ...row, importId: null, createdAt: '' }, [keyOf(row)]);
  return invoices.map((told): Verdict => {
    const kept = desk.invoices.find(keyOf(told));
    if (!kept) {
      const invoice = { id: newId(), ...told, importId: desk.importId, createdAt: now.toISOString() };
      desk.invoices.add(invoice, [keyOf(told)]);
      return { status: desk.invoices.statusOf(invoice) === 'new' ? 'new' : 'skipped' };
    }
    const difference = differenceOf(kept, told);
    if (difference !== null) return wrong('number', told.number, difference);
    return { status: told.paidOn !== null && desk.invoices.change(kept, { paidOn: told.paidOn }) ? 'updated' : 'skipped' };
  });
}

const keyOf = ({ seller, kind, number }: InvoiceFacts) => JSON.stringify([seller, kind, number]);
