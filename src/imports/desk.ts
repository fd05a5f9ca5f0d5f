import type { CompanyName } from '../companies/statement.ts';
import type { Name } from '../people/recognition.ts';
import type { InvoiceFacts } from '../revenue/invoice.ts';
import { openMemory, type Memory } from './memory.ts';
import { openRegister, type Register } from './register.ts';
import type { FieldProblem, ReadRecord } from './row.ts';
import type { Said } from './sentences.ts';

/** The tables an import writes, in the order in which their rows can be written. */
export const subjects = ['company', 'company_identity', 'person', 'identity', 'deal', 'deal_stage', 'spend', 'invoice'] as const;
export type Subject = (typeof subjects)[number];

export interface CompanyRow {
  id: string;
  name: string;
  organisationNumber: string | null;
  country: string | null;
  industry: string | null;
  employees: number | null;
  createdAt: string;
  /** What it is recognised by, kept in a table of its own. */
  identities: Name<CompanyName>[];
}

export interface PersonRow {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  title: string | null;
  companyId: string | null;
  country: string | null;
  traits: Record<string, unknown>;
  createdAt: string;
}

export interface DealRow {
  id: string;
  source: string;
  externalId: string;
  name: string;
  companyId: string | null;
  personId: string | null;
  leadId: string | null;
  ownerMemberId: string | null;
  stage: 'open' | 'won' | 'lost';
  stageName: string | null;
  amountMinor: number | null;
  currency: string | null;
  openedOn: string;
  closedOn: string | null;
  importId: string | null;
  createdAt: string;
}

export interface SpendRow {
  id: string;
  day: string;
  channel: string;
  source: string;
  campaign: string;
  amountMinor: number;
  currency: string;
  impressions: number | null;
  clicks: number | null;
  importId: string | null;
  createdAt: string;
}

/** The new touchpoints of a part of a file, as the texts that are written of them; a preview holds none. */
export interface Touches {
  texts: string[];
  /** The roads they came by, each once. */
  roads: string[];
  /** In a preview, those that the parts before told of. */
  met: Memory | null;
}

export interface InvoiceRow extends InvoiceFacts {
  id: string;
  importId: string | null;
  createdAt: string;
}

/** A row that belongs to another and has no id of its own to be found by. */
export interface Part {
  subject: 'company_identity' | 'identity' | 'deal_stage';
  /** Whether its owner is itself new, so that it leaves with it. */
  within: boolean;
  row: Record<string, unknown>;
}

/** Everything that a part of a file comes to. */
export interface Desk {
  /** The tool the file is from: whose ids its external ids are. */
  source: string;
  /** The workspace's country, whose registers' and telephones' numbers go without it. */
  home: string;
  importId: string;
  companies: Register<CompanyRow>;
  people: Register<PersonRow>;
  deals: Register<DealRow>;
  spend: Register<SpendRow>;
  touchpoints: Touches;
  invoices: Register<InvoiceRow>;
  /** Addresses that are to get no marketing mail, and why. */
  suppressions: Map<string, NonNullable<ReadRecord<'suppressions'>['reason']>>;
  parts: Part[];
  /** In a preview, what the parts before have met. */
  met: PreviewMemory | null;
}

/** What a preview remembers of the parts of a file that it has counted. */
export type PreviewMemory = Record<'companies' | 'people' | 'deals' | 'touchpoints' | 'invoices' | 'suppressions', Memory>;

export const openPreviewMemory = (): PreviewMemory => ({
  companies: openMemory(),
  people: openMemory(),
  deals: openMemory(),
  touchpoints: openMemory(),
  invoices: openMemory(),
  suppressions: openMemory(),
});

export function openDesk(source: string, home: string, importId: string, memory?: PreviewMemory): Desk {
  return {
    source,
    home,
    importId,
    companies: openRegister(memory?.companies),
    people: openRegister(memory?.people),
    deals: openRegister(memory?.deals),
    spend: openRegister(),
    touchpoints: { texts: [], roads: [], met: memory?.touchpoints ?? null },
    invoices: openRegister(memory?.invoices),
    suppressions: new Map(),
    parts: [],
    met: memory ?? null,
  };
}

/** What becomes of a row of the file. */
export type Verdict = { status: 'new' | 'updated' | 'skipped' } | { status: 'wrong'; problem: FieldProblem };

export const wrong = (field: string | null, value: string, problem: Said): Verdict => ({
  status: 'wrong',
  problem: { field, column: null, value, problem },
});
