import type { z } from 'zod';
import type { company } from '../companies/schema.ts';
import type { lead } from '../leads/schema.ts';
import type { personItem } from '../people/schema.ts';
import type { touchpoint } from '../touchpoints/schema.ts';
import { column, type Column } from './columns.ts';

/** The columns of people, companies, leads and touchpoints. A row is what the list answers, and what an import needs besides. */

export type PersonRow = z.output<typeof personItem> & {
  organisationNumber: string | null;
  externalId: string | null;
  tool: string | null;
  city: string | null;
  source: string | null;
  optedOut: boolean | null;
};

export const personColumns: Column<PersonRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('externalId', 'text', ({ externalId }) => externalId, 'contactId'),
  column('tool', 'text', ({ tool }) => tool),
  column('fullName', 'text', ({ name }) => name),
  column('email', 'text', ({ email }) => email),
  column('phone', 'text', ({ phone }) => phone),
  column('jobTitle', 'text', ({ title }) => title),
  column('companyName', 'text', ({ company }) => company?.name),
  column('organisationNumber', 'text', ({ organisationNumber }) => organisationNumber),
  column('country', 'text', ({ country }) => country),
  column('city', 'text', ({ city }) => city),
  column('language', 'text', ({ language }) => language),
  column('source', 'text', ({ source }) => source),
  column('optedOut', 'yesNo', ({ optedOut }) => optedOut),
  column('firstSeenAt', 'moment', ({ firstSeenAt }) => firstSeenAt),
  column('createdAt', 'moment', ({ createdAt }) => createdAt),
  column('openLeadId', 'text', ({ leadId }) => leadId),
];

export type CompanyRow = z.output<typeof company>;

export const companyColumns: Column<CompanyRow>[] = [
  column('samspilId', 'text', ({ id }) => id),
  column('name', 'text', ({ name }) => name, 'fullName'),
  column('domain', 'text', ({ domains }) => domains[0]),
  column('otherDomains', 'text', ({ domains }) => domains.slice(1).join(' ') || null),
  column('organisationNumber', 'text', ({ organisationNumber }) => organisationNumber),
  column('industry', 'text', ({ industry }) => industry),
  column('employees', 'count', ({ employees }) => employees),
  column('country', 'text', ({ country }) => country),
  column('owner', 'text', ({ owner }) => owner?.name),
  column('people', 'count', ({ people }) => people),
  column('createdAt', 'moment', ({ createdAt }) => createdAt),
];

export type LeadRow = z.output<typeof lead>;

export const leadColumns: Column<LeadRow>[] = [
  column('leadId', 'text', ({ id }) => id),
  column('stage', 'text', ({ stage }) => stage),
  column('stageSince', 'moment', ({ stageSince }) => stageSince),
  column('person', 'text', ({ person }) => person.name),
  column('email', 'text', ({ person }) => person.email),
  column('jobTitle', 'text', ({ person }) => person.title),
  column('companyName', 'text', ({ company }) => company?.name),
  column('country', 'text', ({ company }) => company?.country),
  column('employees', 'count', ({ company }) => company?.employees),
  column('industry', 'text', ({ company }) => company?.industry),
  column('owner', 'text', ({ owner }) => owner?.name),
  column('channel', 'text', ({ channel }) => channel),
  column('source', 'text', ({ source }) => source),
  column('campaign', 'text', ({ campaign }) => campaign),
  column('fit', 'count', ({ score }) => score?.fit),
  column('engagement', 'count', ({ score }) => score?.engagement),
  column('grade', 'text', ({ score }) => score && `${score.fitGrade}${score.engagementGrade}`),
  column('ready', 'yesNo', ({ score }) => score?.ready),
  column('handRaised', 'yesNo', ({ score }) => score?.handRaised),
  column('handoffState', 'text', ({ handoff }) => handoff?.state),
  column('due', 'moment', ({ handoff }) => handoff?.due),
  column('nextStep', 'text', ({ nextStep }) => nextStep?.text),
  column('nextStepOn', 'day', ({ nextStep }) => nextStep?.on),
  column('createdAt', 'moment', ({ createdAt }) => createdAt),
  column('closedAt', 'moment', ({ closedAt }) => closedAt),
];

export type TouchRow = z.output<typeof touchpoint> & {
  email: string | null;
  personExternalId: string | null;
  messageId: string | null;
  referrer: string | null;
};

export const touchColumns: Column<TouchRow>[] = [
  column('externalId', 'text', ({ id }) => id, 'eventId'),
  column('occurredAt', 'moment', ({ occurredAt }) => occurredAt),
  // A kind of the sender's own is kept as the title; an import reads it from there.
  column('kind', 'text', ({ kind, title }) => (kind === 'other' ? (title ?? kind) : kind)),
  column('side', 'text', ({ side }) => side),
  column('channel', 'text', ({ channel }) => channel),
  column('source', 'text', ({ source }) => source),
  column('medium', 'text', ({ medium }) => medium),
  column('campaign', 'text', ({ campaign }) => campaign),
  column('content', 'text', ({ content }) => content),
  column('headline', 'text', ({ title }) => title),
  column('url', 'text', ({ url }) => url),
  column('referrer', 'text', ({ referrer }) => referrer),
  column('person', 'text', ({ person }) => person?.name),
  column('email', 'text', ({ email }) => email),
  column('personExternalId', 'text', ({ personExternalId }) => personExternalId),
  column('anonymousId', 'text', ({ anonymousId }) => anonymousId),
  column('messageId', 'text', ({ messageId }) => messageId, 'sendersId'),
  column('bot', 'yesNo', ({ bot }) => bot),
];
