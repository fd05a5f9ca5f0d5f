/** Who gets a hand-off: who knows the account, else by the first rule that fits the lead, else whoever has the least open work for what they can handle. */

/** A rep as routing sees one at a moment. */
export interface Rep {
  id: string;
  /** Gone from the workspace. */
  left: boolean;
  /** A personal absence covers the moment. */
  absent: boolean;
  /** The local day, `2026-09-23`, on which the rep is next at work. */
  backOn: string;
  /** Hand-offs waiting for the rep's first contact. */
  open: number;
  /** Hand-offs given to the rep this month. */
  thisMonth: number;
  /** How many a month the rep can handle; null: nobody has said. */
  monthlyCapacity: number | null;
  /** When the rep last got one; null: never. */
  lastAssignedAt: Date | null;
}

/** What rules look at. */
export interface RoutedLead {
  /** Of the company, else of the person. */
  country: string | null;
  /** What the person speaks, ISO 639. */
  language: string | null;
  industry: string | null;
  employees: number | null;
  leadType: 'hot' | 'other';
}

/** Leads that meet every condition given go to these reps, by weight. */
export interface RoutingRule {
  name: string;
  when: {
    countries?: readonly string[] | undefined;
    languages?: readonly string[] | undefined;
    /** Compared without regard to case. */
    industries?: readonly string[] | undefined;
    employeesFrom?: number | undefined;
    employeesTo?: number | undefined;
    leadType?: 'hot' | 'other' | undefined;
  };
  /** Somebody of weight 2 gets twice as many as one of weight 1. */
  reps: readonly { memberId: string; weight: number }[];
}

/**
 * Why a lead is somebody's before all others, the strongest first: the company is theirs, its open deal is, the latest it signed was, a lead
 * of a colleague is with them, or this person's lead was before.
 */
export const accountReasons = ['account_owner', 'open_deal', 'won_deal', 'colleague', 'had_lead'] as const;

/** Somebody who knows the account. */
export interface AccountClaim {
  memberId: string;
  because: (typeof accountReasons)[number];
}

/** Why a rep got it: a word for the screen to put into the reader's language. */
export const routingReasons = [
  ...accountReasons,
  'rule',
  'least_open_work',
  'only_one_available',
  'by_hand',
  'took_it',
  'timed_out',
] as const;
export type RoutingReason = (typeof routingReasons)[number];

export interface Routing {
  memberId: string;
  because: RoutingReason;
  /** The name of the rule that chose; null where none did. */
  rule: string | null;
}

/** The first rule that fits a lead. An unknown fact meets no condition. */
export function ruleFor(rules: readonly RoutingRule[], lead: RoutedLead): RoutingRule | null {
  return rules.find(({ when }) => fits(when, lead)) ?? null;
}

function fits({ countries, languages, industries, employeesFrom, employeesTo, leadType }: RoutingRule['when'], lead: RoutedLead) {
  const among = (words: readonly string[] | undefined, fact: string | null) =>
    words === undefined || (fact !== null && words.some((word) => word.toLowerCase() === fact.toLowerCase()));
  const { employees } = lead;
  const counted = employeesFrom !== undefined || employeesTo !== undefined;
  return (
    among(countries, lead.country) &&
    among(languages, lead.language) &&
    among(industries, lead.industry) &&
    (!counted || (employees !== null && employees >= (employeesFrom ?? 0) && employees <= (employeesTo ?? Infinity))) &&
    (leadType === undefined || leadType === lead.leadType)
  );
}

/**
 * Chooses the rep. Never one who left, is absent, or has had this month's capacity; null when nobody is left. Who knows the account
 * comes first, then the reps of the rule, and when none of those can take it, everybody. Of them, those back at work on the earliest
 * day; of those, the one with the least open work in proportion to weight and capacity, and of equals the one who has waited longest.
 * The same facts always give the same rep, in whatever order the reps come.
 * @param claims the strongest first
 */
export function route(reps: readonly Rep[], claims: readonly AccountClaim[], rule: RoutingRule | null = null): Routing | null {
  const available = reps.filter(
    ({ left, absent, thisMonth, monthlyCapacity }) =>
      !left && !absent && (monthlyCapacity === null || thisMonth < monthlyCapacity),
  );
  const claim = claims.find(({ memberId }) => available.some(({ id }) => id === memberId));
  if (claim) return { ...claim, rule: null };

  const weights = new Map(rule?.reps.map(({ memberId, weight }) => [memberId, weight]));
  const ofRule = available.filter(({ id }) => weights.has(id));
  const byRule = rule !== null && ofRule.length > 0;
  const candidates = byRule ? ofRule : available;
  const earliest = candidates.map(({ backOn }) => backOn).sort()[0];
  const usual = usualCapacity(reps);
  const share = ({ id, monthlyCapacity }: Rep) => (monthlyCapacity ?? usual) * (byRule ? (weights.get(id) ?? 1) : 1);
  const load = (rep: Rep) => (rep.open + 1) / share(rep);
  const lastTime = ({ lastAssignedAt }: Rep) => lastAssignedAt?.getTime() ?? 0;
  const [first, ...others] = candidates
    .filter(({ backOn }) => backOn === earliest)
    .sort((a, b) => load(a) - load(b) || lastTime(a) - lastTime(b) || (a.id < b.id ? -1 : 1));
  if (!first) return null;
  if (byRule) return { memberId: first.id, because: 'rule', rule: rule.name };
  return { memberId: first.id, because: others.length > 0 ? 'least_open_work' : 'only_one_available', rule: null };
}

/** A rep of whom nobody has said what they can handle counts as an average one. */
function usualCapacity(reps: readonly Rep[]): number {
  const said = reps.map(({ monthlyCapacity }) => monthlyCapacity).filter((capacity) => capacity !== null && capacity > 0);
  return said.length === 0 ? 1 : said.reduce<number>((sum, capacity) => sum + (capacity ?? 0), 0) / said.length;
}
