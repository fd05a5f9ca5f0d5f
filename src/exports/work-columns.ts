import type { z } from 'zod';
import type { suppression } from '../consents/schema.ts';
import type { handoff } from '../handoffs/schema.ts';
import type { Language, Money } from '../platform/fields.ts';
import { column, decimal, type Column } from './columns.ts';

/** The columns of what people do and have to do: hand-offs, open work, the list of suppressed addresses, and the rows behind a figure. */

export type HandoffRow = z.output<typeof handoff> & { reasonText: Readonly<Record<Language, string>> | null };

/** The reason by its name stands in the language of the reader. */
export const handoffColumns = (language: Language): Column<HandoffRow>[] => [
  column('samspilId', 'text', ({ id }) => id),
  column('submittedAt', 'moment', ({ submittedAt }) => submittedAt),
  column('submittedBy', 'text', ({ submittedBy }) => submittedBy?.name),
  column('person', 'text', ({ person }) => person.name),
  column('email', 'text', ({ person }) => person.email),
  column('phone', 'text', ({ person }) => person.phone),
  column('companyName', 'text', ({ company }) => company?.name),
  column('leadType', 'text', ({ leadType }) => leadType),
  column('stage', 'text', ({ lead }) => lead.stage),
  column('assignedTo', 'text', ({ assignedTo }) => assignedTo?.name),
  column('state', 'text', ({ state }) => state),
  column('promisedHours', 'count', ({ clock }) => clock.promisedHours),
  column('due', 'moment', ({ clock }) => clock.due),
  column('overdue', 'yesNo', ({ clock }) => clock.overdue),
  column('firstContactAt', 'moment', ({ clock }) => clock.firstContactAt),
  column('tookMinutes', 'count', ({ clock }) => clock.tookMinutes),
  column('kept', 'yesNo', ({ clock }) => clock.kept),
  column('decision', 'text', ({ decision }) => decision?.decision),
  column('reason', 'text', ({ decision }) => decision?.reason),
  column('reasonText', 'text', ({ reasonText }) => reasonText?.[language]),
  column('comment', 'text', ({ decision }) => decision?.comment),
  column('decidedBy', 'text', ({ decision }) => decision?.member?.name),
  column('decidedAt', 'moment', ({ decision }) => decision?.decidedAt),
  column('itemsFilled', 'count', ({ itemsFilled }) => itemsFilled),
  column('itemsAgreed', 'count', ({ itemsAgreed }) => itemsAgreed),
  column('incompleteBecause', 'text', ({ incompleteBecause }) => incompleteBecause),
  column('metDefinition', 'yesNo', ({ metDefinition }) => metDefinition),
  column('recycled', 'yesNo', ({ recycled }) => recycled),
  column('leadId', 'text', ({ lead }) => lead.id),
];

/** What a member has to do: make a first contact, take the next step that was agreed, or agree on one. */
export interface WorkRow {
  member: { id: string; name: string } | null;
  work: 'first_contact' | 'next_step' | 'no_next_step';
  leadId: string;
  person: string | null;
  email: string | null;
  company: string | null;
  stage: string;
  due: Date | null;
  nextStep: string | null;
  nextStepOn: string | null;
}

export const workColumns: Column<WorkRow>[] = [
  column('member', 'text', ({ member }) => member?.name),
  column('work', 'text', ({ work }) => work),
  column('due', 'moment', ({ due }) => due),
  column('nextStep', 'text', ({ nextStep }) => nextStep),
  column('nextStepOn', 'day', ({ nextStepOn }) => nextStepOn),
  column('person', 'text', ({ person }) => person),
  column('email', 'text', ({ email }) => email),
  column('companyName', 'text', ({ company }) => company),
  column('stage', 'text', ({ stage }) => stage),
  column('leadId', 'text', ({ leadId }) => leadId),
];

export type SuppressionRow = z.output<typeof suppression> & { email: string | null };

/** The list keeps no address; one is known only while the person is here whose it is. */
export const suppressionColumns: Column<SuppressionRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('email', 'text', ({ email }) => email),
  column('reason', 'text', ({ reason }) => reason),
  column('suppressedAt', 'moment', ({ suppressedAt }) => suppressedAt),
  column('person', 'text', ({ person }) => person?.name),
  column('addedBy', 'text', ({ by }) => by?.name),
];

export interface CaseRow {
  id: string;
  kind: string;
  title: string;
  at: Date;
  value: number | Money | null;
  hit: boolean | null;
}

export const caseColumns: Column<CaseRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('kind', 'text', ({ kind }) => kind),
  column('title', 'text', ({ title }) => title),
  column('at', 'moment', ({ at }) => at),
  column('value', 'decimal', ({ value }) => (typeof value === 'number' ? String(value) : decimal(value))),
  column('currency', 'text', ({ value }) => (value !== null && typeof value === 'object' ? value.currency : null)),
  column('hit', 'yesNo', ({ hit }) => hit),
];
