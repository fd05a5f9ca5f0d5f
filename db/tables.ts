// The tables as Kysely sees them. Made by bin/dump-schema from the migrations; do not edit.
import type { ColumnType, Generated } from 'kysely';

/** What a jsonb column holds; its reader knows more and says so. */
export type Json = unknown;

export interface AbsencesTable {
  workspaceId: string;
  id: string;
  memberId: string;
  startsAt: string;
  endsAt: string;
  createdAt: Date;
  enteredBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export interface AgreementSignaturesTable {
  workspaceId: string;
  agreementId: string;
  team: string;
  memberId: string;
  fullName: string;
  textHash: string;
  signedAt: Date;
}

export interface AgreementsTable {
  workspaceId: string;
  id: string;
  version: number;
  inForceFrom: string;
  definitionId: string;
  briefingItems: ColumnType<Json, string, string>;
  textHash: string;
  createdBy: string | null;
  createdAt: Date;
  cadence: ColumnType<Json, string | undefined, string>;
}

export interface ApiKeysTable {
  workspaceId: string;
  id: string;
  name: string;
  keyHash: string;
  hint: string;
  scopes: string[];
  createdBy: string | null;
  createdAt: Date;
  revokedAt: Date | null;
}

export interface AttemptsTable {
  workspaceId: string;
  id: string;
  leadId: string;
  handoffId: string | null;
  memberId: string | null;
  kind: string;
  response: string;
  note: string | null;
  nextStep: string | null;
  nextStepOn: string | null;
  attemptedAt: Date;
  recordedAt: Date;
  movedFrom: string | null;
}

export interface BackTestsTable {
  workspaceId: string;
  id: string;
  body: ColumnType<Json, string, string>;
  bodyHash: string;
  fromDay: string;
  toDay: string;
  definitionId: string | null;
  createdBy: string | null;
  createdAt: Date;
  leads: number | null;
  leadsJudged: Generated<number>;
  finishedAt: Date | null;
  result: ColumnType<Json | null, string | null | undefined, string | null>;
  problem: string | null;
}

export interface BulkChangeLeadsTable {
  workspaceId: string;
  bulkChangeId: string;
  leadId: string;
  outcome: string | null;
  refusal: ColumnType<Json | null, string | null | undefined, string | null>;
  undoneAt: Date | null;
  undoRefusal: ColumnType<Json | null, string | null | undefined, string | null>;
  heldBefore: string | null;
  heldAfter: string | null;
}

export interface BulkChangesTable {
  workspaceId: string;
  id: string;
  kind: string;
  asked: ColumnType<Json, string, string>;
  chosen: ColumnType<Json, string, string>;
  actorKind: string;
  actorId: string;
  createdAt: Date;
  leads: number;
  done: Generated<number>;
  unchanged: Generated<number>;
  refused: Generated<number>;
  finishedAt: Date | null;
  undoAskedAt: Date | null;
  undone: Generated<number>;
  undoFinishedAt: Date | null;
  problem: string | null;
}

export interface BuyingRolesTable {
  workspaceId: string;
  id: string;
  companyId: string;
  personId: string;
  role: string;
  saidBy: string | null;
  saidAt: Date;
  withdrawnBy: string | null;
  withdrawnAt: Date | null;
}

export interface CalendarChangesTable {
  workspaceId: string;
  id: string;
  type: string;
  calendarId: string | null;
  memberId: string | null;
  madeBy: string | null;
  madeAt: Date;
  everybody: boolean;
  teams: string[];
  memberIds: string[];
  reckoned: Generated<number>;
  reckonedTo: string | null;
  finishedAt: Date | null;
}

export interface CalendarFeedsTable {
  workspaceId: string;
  id: string;
  memberId: string;
  team: string | null;
  tokenHash: string;
  hint: string;
  createdAt: Date;
  revokedAt: Date | null;
}

export interface CalendarsTable {
  workspaceId: string;
  id: string;
  name: string;
  timeZone: string;
  weekly: ColumnType<Json, string, string>;
  holidayCountry: string | null;
  holidaysAdded: Generated<string[]>;
  holidaysRemoved: Generated<string[]>;
  standard: Generated<boolean>;
  createdAt: Date;
  holidayRegion: string | null;
}

export interface ChannelRulePreviewsTable {
  workspaceId: string;
  id: string;
  basedOn: number;
  rules: ColumnType<Json, string, string>;
  createdAt: Date;
  createdBy: string | null;
  countedAt: Date | null;
  impact: ColumnType<Json | null, string | null | undefined, string | null>;
  runAt: Date | null;
  runBy: string | null;
  version: number | null;
  appliedAt: Date | null;
  problem: string | null;
  touches: Generated<number>;
  changed: Generated<number>;
  reachedAt: Date | null;
  reachedId: string | null;
  ownDomains: Generated<string[]>;
}

export interface ChannelRuleVersionsTable {
  workspaceId: string;
  version: number;
  rules: ColumnType<Json, string, string>;
  createdAt: Date;
  createdBy: string | null;
}

export interface ClausesTable {
  workspaceId: string;
  agreementId: string;
  key: string;
  position: number;
  ownerSide: string;
  metric: string;
  operator: string;
  target: number;
  period: string;
  segment: ColumnType<Json, string | undefined, string>;
  hours: number | null;
}

export interface CommentsTable {
  workspaceId: string;
  id: string;
  subjectKind: string;
  subjectId: string;
  about: string | null;
  body: string;
  memberId: string | null;
  madeAt: Date;
  resolvedBy: string | null;
  resolvedAt: Date | null;
  asks: Generated<boolean>;
  answers: string | null;
}

export interface CompaniesTable {
  workspaceId: string;
  id: string;
  name: string;
  organisationNumber: string | null;
  country: string | null;
  industry: string | null;
  employees: number | null;
  ownerMemberId: string | null;
  createdAt: Date;
  mergedInto: string | null;
  searchText: ColumnType<string | null, never, never>;
}

export interface CompanyDistinctionsTable {
  workspaceId: string;
  oneCompanyId: string;
  otherCompanyId: string;
  memberId: string | null;
  decidedAt: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export interface CompanyIdentitiesTable {
  workspaceId: string;
  kind: string;
  source: Generated<string>;
  value: string;
  companyId: string;
  createdAt: Date;
}

export interface CompanyMergesTable {
  workspaceId: string;
  id: string;
  keptCompanyId: string;
  mergedCompanyId: string;
  reason: string | null;
  evidence: ColumnType<Json | null, string | null | undefined, string | null>;
  moved: ColumnType<Json, string, string>;
  mergedAt: Date;
  mergedBy: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
}

export interface ConsentTextsTable {
  workspaceId: string;
  id: string;
  version: string;
  language: string;
  text: string;
  textHash: string;
  createdBy: string | null;
  createdAt: Date;
}

export interface ConsentsTable {
  workspaceId: string;
  id: string;
  personId: string | null;
  anonymousId: string | null;
  named: boolean;
  purpose: string;
  granted: boolean;
  textVersion: string | null;
  textHash: string | null;
  source: string;
  at: Date;
  recordedAt: Date;
  messageId: string | null;
  proof: ColumnType<Json, string | undefined, string>;
}

export interface CurrencyRatesTable {
  workspaceId: string;
  currency: string;
  day: string;
  rate: number;
}

export interface DealStagesTable {
  workspaceId: string;
  dealId: string;
  id: string;
  stage: string;
  stageName: string | null;
  enteredAt: Date;
}

export interface DealsTable {
  workspaceId: string;
  id: string;
  source: string;
  externalId: string;
  name: string;
  companyId: string | null;
  personId: string | null;
  leadId: string | null;
  ownerMemberId: string | null;
  stage: string;
  stageName: string | null;
  amountMinor: number | null;
  currency: string | null;
  openedOn: string;
  closedOn: string | null;
  importId: string | null;
  createdAt: Date;
}

export interface DefinitionSignaturesTable {
  workspaceId: string;
  definitionId: string;
  team: string;
  memberId: string;
  fullName: string;
  bodyHash: string;
  signedAt: Date;
}

export interface DefinitionsTable {
  workspaceId: string;
  id: string;
  version: number;
  body: ColumnType<Json, string, string>;
  bodyHash: string;
  inForceFrom: Date;
  createdBy: string | null;
  createdAt: Date;
}

export interface DeliveredNewsTable {
  workspaceId: string;
  deliveryId: string;
  notificationId: string;
}

export interface DeliveriesTable {
  workspaceId: string;
  id: string;
  carrier: string;
  memberId: string | null;
  connectionId: string | null;
  askedBy: string | null;
  createdAt: Date;
  nextTryAt: Date | null;
  tryingUntil: Date | null;
  attempts: Generated<number>;
  firstTriedAt: Date | null;
  lastTriedAt: Date | null;
  lastAnswer: ColumnType<Json | null, string | null | undefined, string | null>;
  sentAt: Date | null;
  failedAt: Date | null;
  droppedAt: Date | null;
  unsubscribeKey: string | null;
}

export interface EventsTable {
  workspaceId: string;
  id: string;
  xid: Generated<string>;
  at: Date;
  recordedAt: Date;
  type: string;
  actorKind: string;
  actorId: string | null;
  subjectKind: string;
  subjectId: string | null;
  data: ColumnType<Json, string | undefined, string>;
}

export interface EvidenceTable {
  workspaceId: string;
  id: string;
  personId: string;
  criterion: string;
  quote: string | null;
  source: string;
  authorMemberId: string | null;
  assertedAt: Date;
  expiresAt: Date | null;
  withdrawnAt: Date | null;
}

export interface FeedFilesTable {
  workspaceId: string;
  feedId: string;
  fileHash: string;
  fileName: string;
  seenAs: string | null;
  receivedAt: Date;
  importId: string | null;
  problem: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface FeedsTable {
  workspaceId: string;
  id: string;
  name: string;
  kind: string;
  mapping: ColumnType<Json | null, string | null | undefined, string | null>;
  source: string;
  place: string | null;
  everyMinutes: number | null;
  dailyAt: string | null;
  expectedHours: number | null;
  createdBy: string | null;
  createdAt: Date;
  pausedAt: Date | null;
  nextLookAt: Date | null;
  lookedAt: Date | null;
  succeededAt: Date | null;
  problem: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface FollowUpsTable {
  workspaceId: string;
  leadId: string;
  memberId: string | null;
  kind: string;
  due: Date | null;
  reckonedAt: Date;
}

export interface FormerCalendarHoldersTable {
  workspaceId: string;
  id: string;
  memberId: string | null;
  team: string | null;
  calendarId: string | null;
  until: Date;
}

export interface FormerCalendarsTable {
  workspaceId: string;
  id: string;
  calendarId: string;
  until: Date;
  name: string;
  timeZone: string;
  weekly: ColumnType<Json, string, string>;
  holidayCountry: string | null;
  holidayRegion: string | null;
  holidaysAdded: string[];
  holidaysRemoved: string[];
  standard: boolean;
}

export interface FormsTable {
  workspaceId: string;
  id: string;
  name: string;
  texts: ColumnType<Json, string, string>;
  fields: ColumnType<Json, string, string>;
  questionsAtOnce: number;
  handRaise: boolean;
  consentPurpose: string | null;
  consentText: string | null;
  writeKeyId: string;
  createdBy: string | null;
  createdAt: Date;
  changedAt: Date;
  closedAt: Date | null;
}

export interface HandoffAppealsTable {
  workspaceId: string;
  handoffId: string;
  decisionId: string;
  reason: string;
  memberId: string | null;
  appealedAt: Date;
  answer: string | null;
  answerComment: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

export interface HandoffAssignmentsTable {
  workspaceId: string;
  handoffId: string;
  id: string;
  memberId: string;
  because: string;
  assignedAt: Date;
  assignedBy: string | null;
  rule: string | null;
}

export interface HandoffDeadlinesTable {
  workspaceId: string;
  handoffId: string;
  due: Date | null;
  reckonedAt: Date;
  open: boolean;
  assignedTo: string | null;
  knownAt: Date | null;
  contactedAt: Date | null;
  tookMinutes: number | null;
  kept: boolean | null;
  revision: Generated<number>;
  submittedAt: Date;
}

export interface HandoffDecisionsTable {
  workspaceId: string;
  handoffId: string;
  id: string;
  decision: string;
  reasonKind: ColumnType<string | null, never, never>;
  reason: string | null;
  comment: string | null;
  memberId: string | null;
  decidedAt: Date;
  undoneAt: Date | null;
}

export interface HandoffFeedbackTable {
  workspaceId: string;
  handoffId: string;
  id: string;
  memberId: string | null;
  givenAt: Date;
  fit: string;
  timing: string;
  briefing: string;
  useful: Generated<string[]>;
  missed: string | null;
  comment: string | null;
}

export interface HandoffReadingsTable {
  workspaceId: string;
  handoffId: string;
  memberId: string;
  readAt: Date;
}

export interface HandoffSnoozesTable {
  workspaceId: string;
  handoffId: string;
  id: string;
  memberId: string | null;
  snoozedAt: Date;
  until: Date;
}

export interface HandoffsTable {
  workspaceId: string;
  id: string;
  leadId: string;
  submittedAt: Date;
  submittedBy: string | null;
  leadType: string;
  definitionId: string;
  agreementId: string | null;
  metDefinition: boolean;
  briefing: ColumnType<Json, string, string>;
  itemsAgreed: number;
  itemsFilled: number;
  incompleteBecause: string | null;
  assignedTo: string | null;
  recycled: Generated<boolean>;
}

export interface IdempotencyKeysTable {
  workspaceId: string;
  actorId: string;
  key: string;
  requestHash: string;
  status: number | null;
  contentType: string | null;
  body: Buffer | null;
  createdAt: Date;
}

export interface IdentitiesTable {
  workspaceId: string;
  kind: string;
  value: string;
  personId: string;
  createdAt: Date;
  source: Generated<string>;
}

export interface ImportEffectsTable {
  workspaceId: string;
  importId: string;
  sequence: number;
  subjectKind: string;
  subjectId: string;
  before: ColumnType<Json | null, string | null | undefined, string | null>;
  after: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface ImportFilePartsTable {
  workspaceId: string;
  importId: string;
  position: number;
  bytes: Buffer;
  storedAt: Date;
}

export interface ImportRejectionsTable {
  workspaceId: string;
  importId: string;
  rowNumber: number;
  columnName: string;
  value: string | null;
  problem: string;
  original: string;
  said: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface ImportSpendTable {
  workspaceId: string;
  importId: string;
  day: string;
  source: string;
  campaign: string;
  currency: string;
  channel: string;
  amount: number;
  impressions: number | null;
  clicks: number | null;
  rows: number;
  firstRow: number;
}

export interface ImportsTable {
  workspaceId: string;
  id: string;
  kind: string;
  fileName: string;
  fileHash: string;
  mapping: ColumnType<Json | null, string | null | undefined, string | null>;
  state: string;
  counts: ColumnType<Json, string | undefined, string>;
  rowsDone: Generated<number>;
  problem: string | null;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  survey: ColumnType<Json | null, string | null | undefined, string | null>;
  preview: ColumnType<Json | null, string | null | undefined, string | null>;
  undone: ColumnType<Json | null, string | null | undefined, string | null>;
  said: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface InformationContractsTable {
  workspaceId: string;
  version: number;
  items: ColumnType<Json, string, string>;
  requestId: string;
  madeAt: Date;
}

export interface InvitationsTable {
  workspaceId: string;
  id: string;
  memberId: string;
  tokenHash: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
}

export interface InvoiceMatchesTable {
  workspaceId: string;
  invoiceId: string;
  companyId: string;
  dealId: string | null;
  basis: string;
  likeness: number;
  state: string;
  matchedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}

export interface InvoicesTable {
  workspaceId: string;
  id: string;
  kind: string;
  number: string;
  seller: Generated<string>;
  issuedOn: string;
  dueOn: string | null;
  paidOn: string | null;
  currency: string;
  netMinor: number;
  taxMinor: number;
  roundingMinor: Generated<number>;
  grossMinor: number;
  customerName: string;
  customerOrganisationNumber: string | null;
  customerCountry: string | null;
  creditedNumber: string | null;
  orderReference: string | null;
  importId: string | null;
  createdAt: Date;
}

export interface ItemAnswersTable {
  workspaceId: string;
  id: string;
  personId: string;
  itemKey: string;
  value: string | null;
  source: string;
  formId: string | null;
  messageId: string | null;
  memberId: string | null;
  answeredAt: Date;
  recordedAt: Date;
}

export interface ItemRequestsTable {
  workspaceId: string;
  id: string;
  kind: string;
  itemKey: string;
  item: ColumnType<Json | null, string | null | undefined, string | null>;
  why: string | null;
  side: string;
  askedBy: string | null;
  askedAt: Date;
  answer: string | null;
  answerComment: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

export interface LeadScoresTable {
  workspaceId: string;
  leadId: string;
  definitionId: string;
  fit: number;
  engagement: number;
  ready: boolean;
  scoredAt: Date;
  handRaised: Generated<boolean>;
  tally: ColumnType<Json | null, string | null | undefined, string | null>;
  engagementHeld: Generated<number>;
  engagementRank: Generated<number>;
  lookAgainAt: Date | null;
}

export interface LeadStagesTable {
  workspaceId: string;
  leadId: string;
  move: number;
  fromStage: string;
  stage: string;
  enteredAt: Date;
  recordedAt: Date;
  skipped: Generated<boolean>;
  reason: string | null;
  memberId: string | null;
  reasonKind: string | null;
}

export interface LeadViewDefaultsTable {
  workspaceId: string;
  memberId: string;
  viewId: string | null;
  standard: string | null;
}

export interface LeadViewsTable {
  workspaceId: string;
  id: string;
  name: string;
  query: ColumnType<Json, string, string>;
  memberId: string;
  createdAt: Date;
  sharedAt: Date | null;
}

export interface LeadsTable {
  workspaceId: string;
  id: string;
  personId: string;
  companyId: string | null;
  stage: string;
  stageSince: Date;
  moves: number;
  ownerMemberId: string | null;
  recycledFrom: string | null;
  reEntryOn: string | null;
  closedAt: Date | null;
  channel: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  createdAt: Date;
  reEntryEngagement: number | null;
}

export interface MembersTable {
  workspaceId: string;
  id: string;
  userId: string;
  role: string;
  team: string;
  head: Generated<boolean>;
  calendarId: string | null;
  monthlyCapacity: number | null;
  createdAt: Date;
  leftAt: Date | null;
}

export interface MovedClocksTable {
  workspaceId: string;
  changeId: string;
  handoffId: string;
  before: Date | null;
  after: Date | null;
  movedAt: Date;
}

export interface NotificationConnectionsTable {
  workspaceId: string;
  id: string;
  name: string;
  carrier: string;
  team: string | null;
  language: string;
  address: string | null;
  host: string;
  createdBy: string | null;
  createdAt: Date;
  revokedBy: string | null;
  revokedAt: Date | null;
}

export interface NotificationPreferencesTable {
  workspaceId: string;
  memberId: string;
  choices: ColumnType<Json, string | undefined, string>;
  quietFrom: string | null;
  quietUntil: string | null;
  workingHoursOnly: Generated<boolean>;
  urgentPierces: Generated<boolean>;
  changedAt: Date;
}

export interface NotificationsTable {
  workspaceId: string;
  id: string;
  memberId: string;
  kind: string;
  subjectKind: string;
  subjectId: string;
  data: ColumnType<Json, string | undefined, string>;
  createdAt: Date;
  readAt: Date | null;
  plannedAt: Date | null;
}

export interface OutboxCursorsTable {
  workspaceId: string;
  consumer: string;
  xid: string;
  eventId: string;
  movedAt: Date;
}

export interface OutreachPolicyVersionsTable {
  workspaceId: string;
  version: number;
  most: number;
  days: number;
  pausesColleagues: boolean;
  setAt: Date;
  setBy: string | null;
}

export interface OwnDomainsTable {
  workspaceId: string;
  domain: string;
  createdBy: string | null;
  createdAt: Date;
}

export interface PauseEndingsTable {
  workspaceId: string;
  id: string;
  leadId: string;
  reason: string;
  endsAt: Date;
  setAt: Date;
  setBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export interface PeopleTable {
  workspaceId: string;
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  title: string | null;
  companyId: string | null;
  country: string | null;
  language: string | null;
  traits: ColumnType<Json, string | undefined, string>;
  firstSeenAt: Date | null;
  createdAt: Date;
  mergedInto: string | null;
  companyBasis: string | null;
  companySince: Date | null;
  searchText: ColumnType<string | null, never, never>;
  sortName: ColumnType<string, never, never>;
}

export interface PersonDistinctionsTable {
  workspaceId: string;
  onePersonId: string;
  otherPersonId: string;
  memberId: string | null;
  decidedAt: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export interface PersonMergesTable {
  workspaceId: string;
  id: string;
  keptPersonId: string;
  mergedPersonId: string;
  reason: string | null;
  moved: ColumnType<Json, string, string>;
  mergedAt: Date;
  undoneAt: Date | null;
  evidence: ColumnType<Json | null, string | null | undefined, string | null>;
  mergedBy: string | null;
  undoneBy: string | null;
}

export interface PlannedContactRecipientsTable {
  workspaceId: string;
  plannedContactId: string;
  personId: string;
  excludedAt: Date | null;
  excludedBy: string | null;
}

export interface PlannedContactsTable {
  workspaceId: string;
  id: string;
  kind: string;
  title: string;
  campaign: string | null;
  at: Date;
  announcedAt: Date;
  announcedBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

export interface QuarantineTable {
  workspaceId: string;
  id: string;
  receivedAt: Date;
  reason: string;
  path: string | null;
  original: Buffer;
  writeKeyId: string | null;
  call: string | null;
  envelope: string | null;
  userAgent: string | null;
  correction: string | null;
  correctedAt: Date | null;
  correctedBy: string | null;
  replayedAt: Date | null;
  replayedBy: string | null;
  asksForPrivacy: boolean;
  ahead: boolean;
  said: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface ReasonsTable {
  workspaceId: string;
  kind: string;
  code: string;
  label: ColumnType<Json, string, string>;
  repair: string;
  nurtureDays: number | null;
  position: number;
  retiredAt: Date | null;
  version: Generated<number>;
}

export interface RescoringsTable {
  workspaceId: string;
  definitionId: string;
  begunAt: Date;
  leads: number;
  leadsDone: Generated<number>;
  reachedId: string | null;
  finishedAt: Date | null;
  stalledAt: Date | null;
}

export interface RoutingVersionsTable {
  workspaceId: string;
  version: number;
  rules: ColumnType<Json, string, string>;
  ladder: ColumnType<Json, string, string>;
  createdAt: Date;
  createdBy: string | null;
}

export interface ScoreOverridesTable {
  workspaceId: string;
  id: string;
  leadId: string;
  ready: boolean;
  reason: string;
  until: string;
  endsAt: Date;
  memberId: string | null;
  setAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
}

export interface SessionsTable {
  tokenHash: string;
  userId: string;
  workspaceId: string | null;
  createdAt: Date;
  authenticatedAt: Date;
  expiresAt: Date;
}

export interface SignInFailuresTable {
  subjectHash: string;
  failedAt: Date;
  id: string;
}

export interface SpendTable {
  workspaceId: string;
  id: string;
  day: string;
  channel: string;
  source: string;
  campaign: Generated<string>;
  amountMinor: number;
  currency: string;
  impressions: number | null;
  clicks: number | null;
  importId: string | null;
  createdAt: Date;
  namedChannel: string | null;
  namedSource: string | null;
  namedCampaign: string | null;
}

export interface StageMovesTable {
  fromStage: string;
  toStage: string;
}

export interface StagesReachedTable {
  workspaceId: string;
  leadId: string;
  stage: string;
  reachedAt: Date;
}

export interface SuppressionKeysTable {
  workspaceId: string;
  key: string;
  createdAt: Date;
}

export interface SuppressionsTable {
  workspaceId: string;
  id: string;
  addressHash: string;
  reason: string;
  suppressedAt: Date;
  createdBy: string | null;
  personId: string | null;
  importId: string | null;
}

export interface TeamCalendarsTable {
  workspaceId: string;
  team: string;
  calendarId: string;
}

export interface TermVersionsTable {
  workspaceId: string;
  termId: string;
  version: number;
  word: ColumnType<Json, string, string>;
  meaning: ColumnType<Json, string, string>;
  removed: Generated<boolean>;
  memberId: string | null;
  savedAt: Date;
}

export interface TouchpointsTable {
  workspaceId: string;
  occurredAt: Date;
  id: string;
  receivedAt: Date;
  messageId: string | null;
  personId: string | null;
  anonymousId: string | null;
  userKey: string | null;
  side: string;
  kind: string;
  channel: string;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  title: string | null;
  url: string | null;
  path: string | null;
  referrer: string | null;
  properties: ColumnType<Json, string | undefined, string>;
  bot: Generated<boolean>;
  memberId: string | null;
  importId: string | null;
  told: ColumnType<Json | null, string | null | undefined, string | null>;
}

export interface TrackingJournalTable {
  workspaceId: string;
  id: string;
  writeKeyId: string;
  letters: string;
  takenAt: Date;
}

export interface TrackingLedgerTable {
  workspaceId: string;
  day: string;
  received: Generated<number>;
  accepted: Generated<number>;
  duplicate: Generated<number>;
  quarantined: Generated<number>;
  refused: Generated<number>;
  writeKeyId: string;
  lastAt: Date | null;
}

export interface TrackingMessagesTable {
  workspaceId: string;
  messageId: string;
  payloadHash: string;
  receivedAt: Date;
}

export interface UsersTable {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  language: Generated<string>;
  numberFormat: string | null;
  colorScheme: Generated<string>;
  createdAt: Date;
}

export interface VisitorSaltsTable {
  workspaceId: string;
  day: string;
  salt: string;
}

export interface WorkspacesTable {
  id: string;
  name: string;
  country: string;
  timeZone: string;
  currency: string;
  example: Generated<boolean>;
  createdAt: Date;
  loadingProgress: number | null;
}

export interface WriteKeysTable {
  workspaceId: string;
  id: string;
  name: string;
  keyHash: string;
  hint: string;
  createdBy: string | null;
  createdAt: Date;
  revokedAt: Date | null;
}

export interface Tables {
  absences: AbsencesTable;
  agreementSignatures: AgreementSignaturesTable;
  agreements: AgreementsTable;
  apiKeys: ApiKeysTable;
  attempts: AttemptsTable;
  backTests: BackTestsTable;
  bulkChangeLeads: BulkChangeLeadsTable;
  bulkChanges: BulkChangesTable;
  buyingRoles: BuyingRolesTable;
  calendarChanges: CalendarChangesTable;
  calendarFeeds: CalendarFeedsTable;
  calendars: CalendarsTable;
  channelRulePreviews: ChannelRulePreviewsTable;
  channelRuleVersions: ChannelRuleVersionsTable;
  clauses: ClausesTable;
  comments: CommentsTable;
  companies: CompaniesTable;
  companyDistinctions: CompanyDistinctionsTable;
  companyIdentities: CompanyIdentitiesTable;
  companyMerges: CompanyMergesTable;
  consentTexts: ConsentTextsTable;
  consents: ConsentsTable;
  currencyRates: CurrencyRatesTable;
  dealStages: DealStagesTable;
  deals: DealsTable;
  definitionSignatures: DefinitionSignaturesTable;
  definitions: DefinitionsTable;
  deliveredNews: DeliveredNewsTable;
  deliveries: DeliveriesTable;
  events: EventsTable;
  evidence: EvidenceTable;
  feedFiles: FeedFilesTable;
  feeds: FeedsTable;
  followUps: FollowUpsTable;
  formerCalendarHolders: FormerCalendarHoldersTable;
  formerCalendars: FormerCalendarsTable;
  forms: FormsTable;
  handoffAppeals: HandoffAppealsTable;
  handoffAssignments: HandoffAssignmentsTable;
  handoffDeadlines: HandoffDeadlinesTable;
  handoffDecisions: HandoffDecisionsTable;
  handoffFeedback: HandoffFeedbackTable;
  handoffReadings: HandoffReadingsTable;
  handoffSnoozes: HandoffSnoozesTable;
  handoffs: HandoffsTable;
  idempotencyKeys: IdempotencyKeysTable;
  identities: IdentitiesTable;
  importEffects: ImportEffectsTable;
  importFileParts: ImportFilePartsTable;
  importRejections: ImportRejectionsTable;
  importSpend: ImportSpendTable;
  imports: ImportsTable;
  informationContracts: InformationContractsTable;
  invitations: InvitationsTable;
  invoiceMatches: InvoiceMatchesTable;
  invoices: InvoicesTable;
  itemAnswers: ItemAnswersTable;
  itemRequests: ItemRequestsTable;
  leadScores: LeadScoresTable;
  leadStages: LeadStagesTable;
  leadViewDefaults: LeadViewDefaultsTable;
  leadViews: LeadViewsTable;
  leads: LeadsTable;
  members: MembersTable;
  movedClocks: MovedClocksTable;
  notificationConnections: NotificationConnectionsTable;
  notificationPreferences: NotificationPreferencesTable;
  notifications: NotificationsTable;
  outboxCursors: OutboxCursorsTable;
  outreachPolicyVersions: OutreachPolicyVersionsTable;
  ownDomains: OwnDomainsTable;
  pauseEndings: PauseEndingsTable;
  people: PeopleTable;
  personDistinctions: PersonDistinctionsTable;
  personMerges: PersonMergesTable;
  plannedContactRecipients: PlannedContactRecipientsTable;
  plannedContacts: PlannedContactsTable;
  quarantine: QuarantineTable;
  reasons: ReasonsTable;
  rescorings: RescoringsTable;
  routingVersions: RoutingVersionsTable;
  scoreOverrides: ScoreOverridesTable;
  sessions: SessionsTable;
  signInFailures: SignInFailuresTable;
  spend: SpendTable;
  stageMoves: StageMovesTable;
  stagesReached: StagesReachedTable;
  suppressionKeys: SuppressionKeysTable;
  suppressions: SuppressionsTable;
  teamCalendars: TeamCalendarsTable;
  termVersions: TermVersionsTable;
  touchpoints: TouchpointsTable;
  trackingJournal: TrackingJournalTable;
  trackingLedger: TrackingLedgerTable;
  trackingMessages: TrackingMessagesTable;
  users: UsersTable;
  visitorSalts: VisitorSaltsTable;
  workspaces: WorkspacesTable;
  writeKeys: WriteKeysTable;
}
