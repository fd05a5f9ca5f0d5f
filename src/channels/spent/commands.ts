import { lockCustomers } from '../../companies/commands.ts';
import type { Context } from '../../platform/context.ts';
import { rulesInForce } from '../reports.ts';
import type { CompiledRules } from '../rules.ts';
import { costMoves, nameRoad, sameNames, type CostMove } from './names.ts';
import { renameSpent, spentRoads, type SpentRoad } from './store.ts';

/** Calls what was just recorded as spent by the names the rules in force have for its road. Takes hold of the customers. */
export async function nameSpend(context: Context, ids: readonly string[]): Promise<void> {
  // As for touches: nobody changes the rules until this is stored.
  await lockCustomers(context, 'shared');
  await renameSpent(context, movedBy(await rulesInForce(context), await spentRoads(context, ids)), ids);
}

/** What all that was spent would be called otherwise by these rules, as if they had always been in force. */
export async function previewSpend(context: Context, rules: CompiledRules): Promise<{ days: number; costs: CostMove[] }> {
  const roads = await spentRoads(context);
  const all = roads.map(({ told, named, ...sum }) => ({ before: named, after: nameRoad(rules, told), ...sum }));
  const moved = all.filter(({ before, after }) => !sameNames(before, after));
  return { days: moved.reduce((sum, { days }) => sum + days, 0), costs: costMoves(all) };
}

/** Calls all that was spent by the names these rules have. @returns how many days of a campaign are called otherwise */
export async function renameAllSpend(context: Context, rules: CompiledRules): Promise<number> {
  const moved = movedBy(rules, await spentRoads(context));
  await renameSpent(context, moved);
  return moved.reduce((sum, { days }) => sum + days, 0);
}

/** The roads that these rules call otherwise than they are called, with what they call them. */
const movedBy = (rules: CompiledRules, roads: readonly SpentRoad[]): SpentRoad[] =>
  roads.flatMap((road) => {
    const named = nameRoad(rules, road.told);
    return sameNames(named, road.named) ? [] : [{ ...road, named }];
  });
