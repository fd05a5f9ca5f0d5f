import { kindOf, type NewsKind, type Role } from './kinds.ts';

/** What takes news out of Samspil. */
export const carriers = ['mail', 'slack', 'teams'] as const;
export type Carrier = (typeof carriers)[number];

/** Where a member may have news: their own mail, or a connection by its id. */
export type Place = string;

/** What a member said, by kind and place; what they left open holds as the kind and their role have it. */
export type Choices = Readonly<Partial<Record<string, Readonly<Record<Place, boolean>>>>>;

/** Whether a connection takes the news of members of a team: its own team's, or everybody's. */
export const isOpenTo = (connection: { team: string | null }, team: string): boolean =>
  connection.team === null || connection.team === team;

/** Whether a member wants a kind of news in a place. */
export function wants({ role, choices }: { role: Role; choices: Choices }, kind: NewsKind, place: Place): boolean {
  const { byMail, ofTeam = false, insideOnly } = kindOf(kind);
  if (insideOnly) return false;
  return choices[kind]?.[place] ?? (place === 'mail' ? byMail.includes(role) : ofTeam);
}

/** What a member has said so far and one more word. What says no more than holds anyway is kept all the same: it was chosen. */
export function withChoice(
  choices: Choices,
  { kind, place, wanted }: { kind: NewsKind; place: Place; wanted: boolean },
): Choices {
  return { ...choices, [kind]: { ...choices[kind], [place]: wanted } };
}
