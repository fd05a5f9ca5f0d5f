import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { invoiceOfFigures, recogniseInvoice, type InvoiceFacts } from '../../revenue/invoice.ts';
import { findInvoices } from '../../revenue/reports.ts';
import { newInvoice } from '../../revenue/schema.ts';
import { wrong, type Desk, type InvoiceRow, type Verdict } from '../desk.ts';
import { fieldsOf } from '../kinds.ts';
import { told } from '../register.ts';
import type { ReadRecord } from '../row.ts';
import { said } from '../sentences.ts';

/** Invoices and credit notes of a table or of a document. The same again changes nothing but when it was paid; other contents are refused. */
export async function planInvoices(
  context: Context,
  records: (ReadRecord<'invoices'> | InvoiceFacts)[],
  desk: Desk,
): Promise<Verdict[]> {
  const read = records.map((record) => ('netMinor' in record ? record : factsOf(record, desk.home)));
  const facts = read.filter((each) => 'netMinor' in each);
  for (const row of await findInvoices(context.db, facts))
    desk.invoices.stored({ ...row, importId: null, createdAt: '' }, [row.id]);
  // Others of that number stand beside each other: who issued them tells them apart.
  const numbered = new Map<string, InvoiceRow[]>();
  for (const row of desk.invoices.all()) numbered.set(keyOf(row), [...(numbered.get(keyOf(row)) ?? []), row]);
  return read.map((each): Verdict => {
    if ('status' in each) return each;
    const here = numbered.get(keyOf(each)) ?? [];
    const known = recogniseInvoice(here, each);
    if (!known) {
      const invoice: InvoiceRow = { id: newId(), ...each, importId: desk.importId, createdAt: context.now.toISOString() };
      desk.invoices.add(invoice, [`${each.seller} ${keyOf(each)}`]);
      numbered.set(keyOf(each), [...here, invoice]);
      return { status: desk.invoices.statusOf(invoice) === 'new' ? 'new' : 'skipped' };
    }
    if (known.difference !== null) return wrong('number', each.number, known.difference);
    const news = { paidOn: each.paidOn, seller: known.kept.seller === '' && each.seller !== '' ? each.seller : null };
    return { status: desk.invoices.change(known.kept, told(news)) ? 'updated' : 'skipped' };
  });
}

const keyOf = ({ kind, number }: InvoiceFacts) => `${kind} ${number}`;

/** A table's row as an invoice. */
function factsOf(record: ReadRecord<'invoices'>, home: string): InvoiceFacts | Verdict {
  const { number, kind, issuedOn, dueOn, paidOn, currency, net, tax, gross, organisationNumber, creditedNumber } = record;
  const customerName = record.customerName ?? organisationNumber;
  if (customerName === null) return wrong('customerName', '', said('noCustomer'));
  const parsed = newInvoice.safeParse({
    kind,
    number,
    issuedOn,
    dueOn,
    paidOn,
    currency,
    netMinor: net,
    taxMinor: tax ?? 0,
    ...(gross !== null && { grossMinor: gross }),
    customerName,
    customerOrganisationNumber: organisationNumber,
    creditedNumber,
  });
  if (parsed.success) return invoiceOfFigures(parsed.data, home);
  const field = columnBehind(String(parsed.error.issues[0]?.path[0] ?? 'number'));
  return wrong(field, '', said('cannotBeKept', { field }));
}

/** The field of the import that a field of an invoice is told by. */
function columnBehind(field: string): string {
  const plain = field.replace('Minor', '').replace('customerOrganisationNumber', 'organisationNumber');
  return Object.hasOwn(fieldsOf('invoices'), plain) ? plain : 'number';
}
