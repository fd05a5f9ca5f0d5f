import { useQuery } from '@tanstack/react-query';
import type { SoftCriterion } from '../../../src/definitions/schema.ts';
import type { Definition } from '../../../src/definitions/version.ts';
import { resource, type Page } from '../app/api.ts';

type Named = Pick<SoftCriterion, 'key' | 'labels'>;

/**
 * The soft criteria: `agreed` of the definition in force, and `named` of every version, the one in force first, because what was
 * noted under an earlier one keeps the name it had there.
 */
export function useSoftCriteria(): { agreed: readonly Named[]; named: readonly Named[] } {
  const { data } = useQuery({ ...resource<Page<Definition>>('/definitions'), staleTime: 5 * 60_000 });
  const inForce = data?.items.find(({ state }) => state === 'in_force');
  const agreed = inForce?.body.soft ?? [];
  return { agreed, named: [...agreed, ...(data?.items ?? []).flatMap(({ body }) => body.soft)] };
}
