import { asc, eq } from 'drizzle-orm';
import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type BuiltInRule, type RuleRef, withBuiltIns } from './built-in-rules.ts';
import { originNames } from './origin-names.ts';
import { factsOf, type RuleFacts } from './rule-facts-rules.ts';
import { readCondition } from './stored.ts';

/** A rule as the list and its form show it; the origin is the one that it gives now, over merges. */
export type RuleView = RuleFacts & {
  id: RuleRef;
  originId: number | null;
  originName: string | null;
  isOn: boolean;
  version: number;
};

/** All rules in their order, those that are off among them. @throws `forbidden`. */
export async function listRules(ctx: Ctx): Promise<RuleView[]> {
  authorize(ctx, 'auto_lead.manage');
  const [rows, names] = await Promise.all([
    ctx.db
      .select()
      .from(originRules)
      .where(eq(originRules.workspaceId, ctx.workspace.id))
      .orderBy(asc(originRules.position), asc(originRules.id)),
    originNames(ctx),
  ]);
  const views = rows.flatMap(({ id, kind, condition, originId, isOn, version }): RuleView[] => {
    const read = readCondition(kind, condition);
    if (!read) return [];
    const given = originId === null ? { originId: null, originName: null } : names(originId);
    return [{ id, ...factsOf(read), ...given, isOn, version }];
  });
  return withBuiltIns<RuleView>(views, unstored);
}

function unstored(kind: BuiltInRule): RuleView {
  return { id: kind, ...factsOf({ kind }), originId: null, originName: null, isOn: true, version: 1 };
}
