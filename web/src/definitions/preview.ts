import type { PreviewLead } from '../../../src/back-tests/schema.ts';
import type { DefinitionBody } from '../../../src/definitions/schema.ts';
import { scoreLead, type ScoredLead } from '../../../src/definitions/score.ts';

/** How far a lead has come by its score alone. */
export type Standing = 'known' | 'engaged' | 'mql' | 'ready';

export interface Seen {
  readonly standing: Standing;
  readonly fit: number;
  readonly engagement: number;
}

export interface PreviewRow {
  readonly id: string;
  readonly name: string;
  readonly company: string | null;
  /** By the version in force; null where none is. */
  readonly before: Seen | null;
  readonly after: Seen;
}

/** Real leads as the version in force and as the draft sees them now, scored by the function the server scores by. */
export function previewRows(
  leads: readonly PreviewLead[],
  inForce: DefinitionBody | null,
  draft: DefinitionBody,
  now: Date,
): PreviewRow[] {
  return leads.map(({ id, name, company, facts }) => {
    const lead = scoredLead(facts);
    return { id, name, company, before: inForce && seen(lead, inForce, now), after: seen(lead, draft, now) };
  });
}

function seen(lead: ScoredLead, definition: DefinitionBody, now: Date): Seen {
  const { ready, mql, engaged, fit, engagement } = scoreLead(lead, definition, now);
  return { standing: ready ? 'ready' : mql ? 'mql' : engaged ? 'engaged' : 'known', fit, engagement };
}

/** Moments come over the wire as texts. */
function scoredLead({ person, company, touches, evidence }: PreviewLead['facts']): ScoredLead {
  return {
    person,
    company,
    touches: touches.map((touch) => ({ ...touch, occurredAt: new Date(touch.occurredAt) })),
    evidence: evidence.map((each) => ({
      ...each,
      at: new Date(each.at),
      expiresAt: each.expiresAt === null ? null : new Date(each.expiresAt),
      withdrawnAt: each.withdrawnAt === null ? null : new Date(each.withdrawnAt),
    })),
  };
}
