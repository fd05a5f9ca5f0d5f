/** The closed vocabulary of touchpoints. Each list is stored as text and shown translated; order is the order of menus. */

/** What happened. `event` is an event attended (a fair, a webinar), `other` anything a source sends that has no kind of its own. */
export const touchKinds = [
  'page',
  'search',
  'ad',
  'social',
  'email_open',
  'email_click',
  'event',
  'form',
  'download',
  'call',
  'meeting',
  'chat',
  'other',
] as const;
export type TouchKind = (typeof touchKinds)[number];

/** Who made the touch: one of the two teams, or the customer unprompted. */
export const touchSides = ['marketing', 'sales', 'customer'] as const;
export type TouchSide = (typeof touchSides)[number];

/** Which road the touch came by. Rules that are data classify into these (see the alias table). */
export const channels = [
  'paid_search',
  'organic_search',
  'paid_social',
  'organic_social',
  'email',
  'referral',
  'direct',
  'display',
  'event',
  'partner',
  'outbound',
  'offline',
  'other',
] as const;
export type Channel = (typeof channels)[number];
