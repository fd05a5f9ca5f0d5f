/** When a version that both teams must sign holds. */

export interface SignedVersion {
  version: number;
  inForceFrom: Date;
  createdAt: Date;
  signatures: readonly { team: string; signedAt: Date }[];
}

export type VersionState = 'in_force' | 'signed' | 'waiting' | 'superseded';

/**
 * When a version came into force, or will: from its date, but not before the second team signed. Null while a signature is missing.
 * A version made with a date in the past is history being recorded, and holds from that date.
 */
export function forceBegins({ inForceFrom, createdAt, signatures }: SignedVersion): Date | null {
  const signed = (team: string) => signatures.find((signature) => signature.team === team)?.signedAt.getTime();
  const marketing = signed('marketing');
  const sales = signed('sales');
  if (marketing === undefined || sales === undefined) return null;
  if (inForceFrom < createdAt) return inForceFrom;
  return new Date(Math.max(inForceFrom.getTime(), marketing, sales));
}

/** The version in force at a moment: the latest of those that had begun. */
export function inForceAt<V extends SignedVersion>(versions: readonly V[], moment: Date): V | undefined {
  return versions
    .filter((version) => {
      const begins = forceBegins(version);
      return begins !== null && begins <= moment;
    })
    .reduce<V | undefined>((latest, version) => (latest && latest.version > version.version ? latest : version), undefined);
}

/** How a version stands among the others now. A draft older than what is in force can never win and counts as superseded. */
export function stateOf(version: SignedVersion, versions: readonly SignedVersion[], now: Date): VersionState {
  const current = inForceAt(versions, now);
  if (current?.version === version.version) return 'in_force';
  if (current && version.version < current.version) return 'superseded';
  return forceBegins(version) === null ? 'waiting' : 'signed';
}
