import type { RuleKind } from '#db/whatsapp-values.ts';

/** The rules that every workspace has: tracked links, and names of origins. They can be moved and turned off, never deleted. */
export const BUILT_IN_RULES = ['link', 'alias'] as const;
export type BuiltInRule = (typeof BUILT_IN_RULES)[number];

/** A rule's id, or its kind while it is one that nobody has stored yet. */
export type RuleRef = number | BuiltInRule;

/** Whether a rule of this kind is one of the two. */
export function isBuiltIn(kind: RuleKind): kind is BuiltInRule {
  return BUILT_IN_RULES.some((one) => one === kind);
}

/** Stored rules with those of the two that are not among them: links before all others, names after them. */
export function withBuiltIns<Row extends { kind: RuleKind }>(
  rows: readonly Row[],
  make: (kind: BuiltInRule) => Row,
): Row[] {
  const missing = (kind: BuiltInRule) => (rows.some((row) => row.kind === kind) ? [] : [make(kind)]);
  return [...missing('link'), ...rows, ...missing('alias')];
}
