/** The parts people play when a company buys, as the field calls them; whoever decides first. */
export const buyingRoles = ['decision_maker', 'budget_owner', 'champion', 'influencer', 'user', 'gatekeeper'] as const;
export type BuyingRole = (typeof buyingRoles)[number];
