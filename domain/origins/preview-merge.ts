import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { countUses } from './dependents.ts';
import { mergeInput } from './input.ts';
import { listOriginsWithAliases, type Origin } from './list.ts';
import { pickPair } from './merge.ts';

/** What a merge would do: how many contacts move, and which spellings will lead to the target. */
export type MergePreview = {
  from: Origin;
  into: Origin;
  contactTotal: number;
  spellings: string[];
  /** What of Auto Lead will give the target. */
  isLeadDefault: boolean;
  ruleTotal: number;
  linkTotal: number;
};

/** Shows a merge before it happens; writes nothing. @throws as `mergeOrigins`. */
export async function previewMerge(ctx: Ctx, input: unknown): Promise<MergePreview> {
  authorize(ctx, 'origin.write');
  const request = parseInput(mergeInput, input);
  const [from, into] = pickPair(await listOriginsWithAliases(ctx), request);
  const { contactTotal, isLeadDefault, ruleTotal, linkTotal } = await countUses(ctx, from.id);
  return {
    from,
    into,
    contactTotal,
    isLeadDefault,
    ruleTotal,
    linkTotal,
    spellings: [from.name, ...from.aliases.map((alias) => alias.name)],
  };
}
