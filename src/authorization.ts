import type { Access } from './platform/http.ts';

/**
 * The authorization matrix: every route, the roles that may use it, and the API key scope that lets a program do so (null: no program).
 * One team: everyone sees the whole chain; who may change a thing is whose word it is. A row of another workspace looks like a missing one to all.
 */
const everyone = ['admin', 'marketing', 'sales', 'finance', 'leadership'];
const admin = ['admin'];
const marketing = ['admin', 'marketing'];
const sales = ['admin', 'sales'];
const bothTeams = ['admin', 'marketing', 'sales'];
const money = ['admin', 'marketing', 'sales', 'finance'];

export const scopes = ['read', 'write', 'history'] as const;

const matrix: Record<string, Access> = {
  // The door: these look after themselves.
  'GET /healthz': 'public',
  'GET /docs': 'public',
  'GET /docs/*': 'public',
  'GET /api/v1/openapi.json': 'public',
  'GET /t.js': 'public',
  'GET /*': 'public',
  'GET /api/v1/setup': 'public',
  'POST /api/v1/setup': 'public',
  'POST /api/v1/session': 'public',
  'DELETE /api/v1/session': 'public',
  'GET /api/v1/invitations/:token': 'public',
  'POST /api/v1/invitations/:token': 'public',
  'POST /v1/batch': 'public',
  'POST /v1/b': 'public',
  'POST /v1/import': 'public',
  'POST /v1/identify': 'public',
  'POST /v1/i': 'public',
  'POST /v1/track': 'public',
  'POST /v1/t': 'public',
  'POST /v1/page': 'public',
  'POST /v1/p': 'public',
  'POST /v1/screen': 'public',
  'POST /v1/s': 'public',
  'POST /v1/group': 'public',
  'POST /v1/g': 'public',
  'POST /v1/alias': 'public',
  'POST /v1/a': 'public',
  'POST /v1/m': 'public',
  'GET /v1/projects/:writeKey/settings': 'public',

  // Oneself and the workspace.
  'GET /api/v1/me': { roles: everyone, scope: 'read' },
  'PATCH /api/v1/me': { roles: everyone, scope: null },
  'PUT /api/v1/session/workspace': { roles: everyone, scope: null },
  'GET /api/v1/workspace': { roles: everyone, scope: 'read' },
  'PATCH /api/v1/workspace': { roles: admin, scope: 'write' },
  'POST /api/v1/example': { roles: admin, scope: null },
  'GET /api/v1/example': { roles: everyone, scope: null },
  'DELETE /api/v1/example': { roles: admin, scope: null },
  'GET /api/v1/checklist': { roles: everyone, scope: 'read' },
  'GET /api/v1/members': { roles: everyone, scope: 'read' },
  'POST /api/v1/members': { roles: admin, scope: 'write' },
  'PATCH /api/v1/members/:id': { roles: admin, scope: 'write' },
  'POST /api/v1/members/:id/invitation': { roles: admin, scope: null },
  'GET /api/v1/api-keys': { roles: admin, scope: null },
  'POST /api/v1/api-keys': { roles: admin, scope: null },
  'DELETE /api/v1/api-keys/:id': { roles: admin, scope: null },
  'GET /api/v1/write-keys': { roles: admin, scope: null },
  'POST /api/v1/write-keys': { roles: admin, scope: null },
  'DELETE /api/v1/write-keys/:id': { roles: admin, scope: null },
  'GET /api/v1/notifications': { roles: everyone, scope: null },
  'POST /api/v1/notifications/:id/reading': { roles: everyone, scope: null },
  'GET /api/v1/events': { roles: everyone, scope: 'read' },

  // Customers.
  'GET /api/v1/people': { roles: everyone, scope: 'read' },
  'POST /api/v1/people': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/people/:id': { roles: everyone, scope: 'read' },
  'PATCH /api/v1/people/:id': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/people/:id/timeline': { roles: everyone, scope: 'read' },
  'GET /api/v1/people/:id/merges': { roles: everyone, scope: 'read' },
  'POST /api/v1/people/:id/merges': { roles: bothTeams, scope: 'write' },
  'DELETE /api/v1/merges/:id': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/companies': { roles: everyone, scope: 'read' },
  'POST /api/v1/companies': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/companies/:id': { roles: everyone, scope: 'read' },
  'PATCH /api/v1/companies/:id': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/companies/:id/timeline': { roles: everyone, scope: 'read' },
  'GET /api/v1/touchpoints': { roles: everyone, scope: 'read' },
  'POST /api/v1/touchpoints': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/people/:id/consents': { roles: everyone, scope: 'read' },
  'POST /api/v1/consents': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/consent-texts': { roles: everyone, scope: 'read' },
  'POST /api/v1/consent-texts': { roles: marketing, scope: 'write' },
  'GET /api/v1/suppressions': { roles: bothTeams, scope: 'read' },
  'POST /api/v1/suppressions': { roles: bothTeams, scope: 'write' },
  'DELETE /api/v1/suppressions/:id': { roles: marketing, scope: 'write' },
  'GET /api/v1/quarantine': { roles: bothTeams, scope: 'read' },
  'GET /api/v1/quarantine-reasons': { roles: bothTeams, scope: 'read' },
  'POST /api/v1/quarantine/replay': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/quarantine/:id': { roles: bothTeams, scope: 'read' },
  'DELETE /api/v1/quarantine/:id': { roles: bothTeams, scope: 'write' },
  'PUT /api/v1/quarantine/:id/correction': { roles: bothTeams, scope: 'write' },
  'POST /api/v1/quarantine/:id/replay': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/tracking/live': { roles: bothTeams, scope: 'read' },
  'GET /api/v1/tracking/sources': { roles: bothTeams, scope: 'read' },
  'GET /api/v1/channel-rules': { roles: everyone, scope: 'read' },
  'PUT /api/v1/channel-rules': { roles: marketing, scope: 'write' },
  'GET /api/v1/channel-rules/versions': { roles: everyone, scope: 'read' },
  'POST /api/v1/channel-rules/trials': { roles: everyone, scope: 'read' },
  'GET /api/v1/channel-rules/homeless': { roles: everyone, scope: 'read' },
  'POST /api/v1/channel-rules/previews': { roles: marketing, scope: 'write' },
  'GET /api/v1/channel-rules/previews/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/channel-rules/previews/:id/run': { roles: marketing, scope: 'write' },

  // One language, leads and hand-offs.
  'GET /api/v1/definitions': { roles: everyone, scope: 'read' },
  'POST /api/v1/definitions': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/definitions/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/definitions/:id/signature': { roles: bothTeams, scope: null },
  'GET /api/v1/back-tests': { roles: everyone, scope: 'read' },
  'POST /api/v1/back-tests': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/back-tests/:id': { roles: everyone, scope: 'read' },
  'GET /api/v1/leads': { roles: everyone, scope: 'read' },
  'POST /api/v1/leads': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/leads/:id': { roles: everyone, scope: 'read' },
  'GET /api/v1/leads/:id/score': { roles: everyone, scope: 'read' },
  'POST /api/v1/leads/:id/evidence': { roles: bothTeams, scope: 'write' },
  'POST /api/v1/leads/:id/attempts': { roles: sales, scope: 'write' },
  'POST /api/v1/leads/:id/qualification': { roles: sales, scope: 'write' },
  'POST /api/v1/leads/:id/recycling': { roles: sales, scope: 'write' },
  'POST /api/v1/leads/:id/disqualification': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/reasons': { roles: everyone, scope: 'read' },
  'GET /api/v1/handoffs': { roles: everyone, scope: 'read' },
  'POST /api/v1/handoffs': { roles: marketing, scope: 'write' },
  'GET /api/v1/handoffs/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/handoffs/:id/acceptance': { roles: sales, scope: 'write' },
  'POST /api/v1/handoffs/:id/rejection': { roles: sales, scope: 'write' },
  'DELETE /api/v1/handoffs/:id/decision': { roles: sales, scope: 'write' },
  'POST /api/v1/handoffs/:id/snooze': { roles: sales, scope: 'write' },
  'POST /api/v1/handoffs/:id/assignment': { roles: bothTeams, scope: 'write' },
  'POST /api/v1/handoffs/:id/first-contact': { roles: sales, scope: 'write' },

  // What both teams promised.
  'GET /api/v1/agreements': { roles: everyone, scope: 'read' },
  'POST /api/v1/agreements': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/agreements/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/agreements/:id/signature': { roles: bothTeams, scope: null },
  'GET /api/v1/agreements/:id/attainment': { roles: everyone, scope: 'read' },
  'GET /api/v1/calendars': { roles: everyone, scope: 'read' },
  'POST /api/v1/calendars': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/calendars/:id': { roles: everyone, scope: 'read' },
  'PUT /api/v1/calendars/:id': { roles: bothTeams, scope: 'write' },
  'GET /api/v1/absences': { roles: everyone, scope: 'read' },
  'POST /api/v1/absences': { roles: bothTeams, scope: 'write' },
  'DELETE /api/v1/absences/:id': { roles: bothTeams, scope: 'write' },

  // The money.
  'GET /api/v1/deals': { roles: everyone, scope: 'read' },
  'POST /api/v1/deals': { roles: sales, scope: 'write' },
  'GET /api/v1/deals/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/deals/:id/stage': { roles: sales, scope: 'write' },
  'GET /api/v1/invoices': { roles: everyone, scope: 'read' },
  'POST /api/v1/invoices': { roles: ['admin', 'finance'], scope: 'write' },
  'GET /api/v1/invoices/:id': { roles: everyone, scope: 'read' },
  'POST /api/v1/invoices/:id/match': { roles: money, scope: 'write' },
  'DELETE /api/v1/invoices/:id/match': { roles: money, scope: 'write' },
  'GET /api/v1/spend': { roles: everyone, scope: 'read' },
  'POST /api/v1/spend': { roles: ['admin', 'marketing', 'finance'], scope: 'write' },
  'GET /api/v1/currency-rates': { roles: everyone, scope: 'read' },
  'PUT /api/v1/currency-rates': { roles: ['admin', 'finance'], scope: 'write' },
  'GET /api/v1/imports': { roles: everyone, scope: 'read' },
  'POST /api/v1/imports': { roles: money, scope: 'write' },
  'GET /api/v1/imports/:id': { roles: everyone, scope: 'read' },
  'PUT /api/v1/imports/:id/mapping': { roles: money, scope: 'write' },
  'POST /api/v1/imports/:id/run': { roles: money, scope: 'write' },
  'GET /api/v1/imports/:id/rejections': { roles: everyone, scope: 'read' },
  'DELETE /api/v1/imports/:id': { roles: money, scope: 'write' },

  // Everything as a file.
  'GET /api/v1/exports/people': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/companies': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/leads': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/touchpoints': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/handoffs': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/deals': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/invoices': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/spend': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/suppressions': { roles: bothTeams, scope: 'read' },
  'GET /api/v1/exports/work': { roles: everyone, scope: 'read' },
  'GET /api/v1/exports/metric-rows': { roles: everyone, scope: 'read' },

  // The same figure for everybody.
  'GET /api/v1/metrics': { roles: everyone, scope: 'read' },
  'GET /api/v1/metrics/:key': { roles: everyone, scope: 'read' },
  'GET /api/v1/metrics/:key/rows': { roles: everyone, scope: 'read' },
  'GET /api/v1/today': { roles: everyone, scope: 'read' },
};

/** What a route asks of its caller; undefined for a route the matrix does not know, which then cannot be served. */
export function accessOf(method: string, url: string): Access | undefined {
  return matrix[`${method} ${url}`];
}

/** All rows of the matrix, for the test that holds it against the routes found at run time. */
export const authorizationMatrix: Readonly<Record<string, Access>> = matrix;
