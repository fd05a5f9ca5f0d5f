import type { BuyingRole } from '../../../src/companies/roles.ts';
import type { Message } from '../app/define-texts.ts';

/** The parts people play when a company buys, as the field calls them. */
export const buyingRoleNames: Readonly<Record<BuyingRole, Message>> = {
  decision_maker: { en: 'Decision maker', da: 'Beslutningstager', nb: 'Beslutningstaker', nl: 'Beslisser' },
  budget_owner: { en: 'Budget owner', da: 'Budgetansvarlig', nb: 'Budsjettansvarlig', nl: 'Budgethouder' },
  champion: { en: 'Champion', da: 'Ambassadør', nb: 'Ambassadør', nl: 'Ambassadeur' },
  influencer: { en: 'Influencer', da: 'Rådgiver', nb: 'Påvirker', nl: 'Beïnvloeder' },
  user: { en: 'User', da: 'Bruger', nb: 'Bruker', nl: 'Gebruiker' },
  gatekeeper: { en: 'Gatekeeper', da: 'Portvagt', nb: 'Portvokter', nl: 'Poortwachter' },
};
