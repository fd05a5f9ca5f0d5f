import type { Context } from '../../platform/context.ts';
import { standing } from '../standing.ts';
import { addressesOf, circleOf, rootsOf, wordsOf } from '../store.ts';
import { liftOnConsent, suppressAddresses } from '../suppressed/commands.ts';

/**
 * Makes the list of suppressed addresses follow what people have said on marketing: a no puts all their addresses on it, a yes takes off
 * what an earlier no put there. Whoever was never asked is left as they are. A yes that came with a website's write key takes nothing off:
 * that key can be read by anybody, and would let a stranger say yes for somebody who has said no.
 * @param people whose words, names or records have changed; by the ids they have or had
 */
export async function honourMarketing(context: Context, people: readonly string[]): Promise<void> {
  for (const person of await rootsOf(context, [...new Set(people)])) {
    const { people: circle, unions } = await circleOf(context, person);
    const { marketing } = standing(await wordsOf(context, circle), unions);
    if (marketing === null) continue;
    const addresses = await addressesOf(context, person);
    if (addresses.length === 0) continue;
    if (!marketing.granted) await suppressAddresses(context, addresses, 'consent_withdrawn');
    else if (marketing.source !== 'tracker') await liftOnConsent(context, addresses, marketing.at);
  }
}
