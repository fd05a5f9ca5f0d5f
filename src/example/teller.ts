import type { Client } from './client.ts';
import type { Act, Journey } from './sale.ts';

export interface Lead {
  id: string;
  person: { id: string; email: string | null };
  company: { id: string } | null;
}

interface HandoffItem {
  id: string;
  assignedTo: { id: string } | null;
}

/** Carries out the acts of one journey, one after the other, remembering what each made for those that follow. */
export function teller(client: Client, { prospect, contact }: Journey, lead: Lead | undefined) {
  if (!lead) throw new Error(`the story tells of ${contact.email}, who has no lead`);
  let handoff = { id: '', rep: '', question: '' };
  const marketer = client.onBehalfOf(client.marketer);
  let deal = { id: '', amountMinor: 0, invoices: [] as string[] };
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const invoice = (at: Date, share: number, number: string) => ({
    number,
    issuedOn: day(at),
    currency: 'DKK',
    netMinor: Math.round(deal.amountMinor * share),
    taxMinor: Math.round(deal.amountMinor * share * 0.25),
    customerName: prospect.name,
    customerOrganisationNumber: prospect.organisationNumber,
    customerCountry: prospect.country,
  });

  return async (act: Act): Promise<void> => {
    const at = act.at.toISOString();
    const rep = client.onBehalfOf(handoff.rep);
    const ofLead = `/api/v1/leads/${lead.id}`;
    const ofHandoff = `/api/v1/handoffs/${handoff.id}`;
    switch (act.do) {
      case 'evidence':
        return void (await client.post(`${ofLead}/evidence`, {
          criterion: act.criterion,
          quote: act.quote,
          source: act.source,
          at,
        }));
      case 'handoff': {
        const { id, assignedTo } = await marketer.post<HandoffItem>('/api/v1/handoffs', {
          leadId: lead.id,
          note: act.note,
          manual: true,
          at,
          ...(act.timing === null ? { incompleteBecause: act.note } : { items: { timing: act.timing } }),
        });
        handoff = { id, rep: assignedTo?.id ?? client.firstRep, question: '' };
        return;
      }
      case 'acceptance':
        return void (await rep.post(`${ofHandoff}/acceptance`, { at }));
      case 'rejection':
        return void (await rep.post(`${ofHandoff}/rejection`, { reason: act.reason, at }));
      case 'reading':
        return void (await rep.post(`${ofHandoff}/reading`, { at }));
      case 'first-contact':
        return void (await rep.post(`${ofHandoff}/first-contact`, { kind: act.kind, response: act.response, at }));
      case 'attempt':
        return void (await rep.post(`${ofLead}/attempts`, {
          kind: act.kind,
          response: act.response,
          ...(act.nextStep && { nextStep: act.nextStep, nextStepOn: act.nextStepOn }),
          at,
        }));
      case 'feedback': {
        const { do: _, at: __, ...said } = act;
        return void (await rep.post(`${ofHandoff}/feedback`, { ...said, useful: ['need', 'asked_for'] }));
      }
      case 'comment': {
        const { id } = await (act.by === 'rep' ? rep : marketer).post<{ id: string }>('/api/v1/comments', {
          subjectKind: 'handoff',
          subjectId: handoff.id,
          body: act.mentionsOwner ? `@[${client.owner}], ${act.words}` : act.words,
          ...(act.asks && { asks: true }),
          ...(act.answers && { answers: handoff.question }),
        });
        if (act.asks) handoff.question = id;
        return;
      }
      case 'appeal':
        return void (await marketer.post(`${ofHandoff}/appeal`, { reason: act.words }));
      case 'override':
        return void (await marketer.post(`${ofLead}/score-override`, { ready: false, reason: act.words, until: act.until }));
      case 'qualification':
        return void (await rep.post(`${ofLead}/qualification`, { at }));
      case 'recycling':
        return void (await rep.post(`${ofLead}/recycling`, { reason: act.reason, reEntryOn: act.reEntryOn, at }));
      case 'disqualification':
        return void (await (act.by === 'marketer' ? marketer : rep).post(`${ofLead}/disqualification`, {
          reason: act.reason,
          at,
        }));
      case 'deal': {
        const { id } = await rep.post<{ id: string }>('/api/v1/deals', {
          name: act.name,
          leadId: lead.id,
          personId: lead.person.id,
          ...(lead.company && { companyId: lead.company.id }),
          ownerMemberId: handoff.rep,
          amount: { amountMinor: act.amountMinor, currency: 'DKK' },
          openedOn: day(act.at),
        });
        deal = { id, amountMinor: act.amountMinor, invoices: [] };
        return;
      }
      case 'won':
      case 'lost':
        return void (await rep.post(`/api/v1/deals/${deal.id}/stage`, { stage: act.do, closedOn: day(act.at) }));
      case 'invoice': {
        const number = client.nextInvoiceNumber();
        deal.invoices.push(number);
        return void (await client.post('/api/v1/invoices', invoice(act.at, act.share, number)));
      }
      case 'credit':
        return void (await client.post('/api/v1/invoices', {
          ...invoice(act.at, -act.share, client.nextInvoiceNumber()),
          kind: 'credit_note',
          creditedNumber: deal.invoices.at(-1) ?? null,
        }));
    }
  };
}
