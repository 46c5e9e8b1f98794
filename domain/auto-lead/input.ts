import { z } from 'zod';
import { ASSIGNMENTS, REOPENINGS } from '#db/whatsapp-values.ts';
import { id, line, problem, text, version } from '../input.ts';
import { BUILT_IN_RULES } from './built-in-rules.ts';
import { workingHours } from './hours-input.ts';
import type { RuleCondition } from './types.ts';

const RULE_TEXT_MAX = 200;
const GREETING_MAX = 160;
const LINK_NAME_MAX = 80;
const MESSAGE_MAX = 4_096;
const MEMBERS_MAX = 200;
const OPEN_LIMIT_MAX = 100_000;

const isOn = z.boolean({ error: 'invalid' });

export const settingsInput = z.object({
  version,
  isOn,
  /** Null: the workspace's default status. */
  statusId: id.nullable(),
  originId: id.nullable(),
  assignment: z.enum(ASSIGNMENTS, { error: 'invalid' }),
  personId: id.nullable(),
  /** Who takes turns; empty: all of sales. */
  memberIds: z.array(id, { error: 'invalid' }).max(MEMBERS_MAX, 'invalid'),
  openLimit: z.int({ error: 'bad_limit' }).min(1, 'bad_limit').max(OPEN_LIMIT_MAX, 'bad_limit').nullable(),
  workingHours,
  reopening: z.enum(REOPENINGS, { error: 'invalid' }),
  reopenStatusId: id.nullable(),
  reactivates: isOn,
});

const ruleFacts = {
  kind: z.enum(['ad', 'text', 'number'], { error: 'required' }),
  by: z.string({ error: 'required' }).optional(),
  text: line({ max: RULE_TEXT_MAX }),
  sourceType: z.string({ error: 'required' }).optional(),
  numberId: id.nullish(),
  originId: z.union([id, z.null()], { error: 'required' }),
};
type RuleFacts = z.output<z.ZodObject<typeof ruleFacts>>;

/** What a form says of a rule as what the rule looks at; problems stand at the form's own fields. */
function condition(facts: RuleFacts, context: z.RefinementCtx): RuleCondition {
  const { data, error } = conditionOf(facts);
  if (facts.originId === null)
    context.addIssue({ code: 'custom', path: ['originId'], message: problem('required') });
  if (data) return data;
  context.addIssue({ code: 'custom', path: [error], message: problem('required') });
  return z.NEVER;
}

function conditionOf({ kind, by, text: words, sourceType, numberId }: RuleFacts): {
  data?: RuleCondition;
  error: string;
} {
  const isEmpty = words.replaceAll(/[*?\s]/g, '') === '';
  switch (kind) {
    case 'number':
      return { error: 'numberId', ...(numberId && { data: { kind, condition: { numberId } } }) };
    case 'text':
      if (by !== 'contains' && by !== 'starts' && by !== 'pattern') return { error: 'by' };
      return { error: 'text', ...(!isEmpty && { data: { kind, condition: { by, text: words } } }) };
    case 'ad':
      return adCondition(by, words, sourceType);
  }
}

function adCondition(by: string | undefined, words: string, sourceType: string | undefined) {
  const kind = 'ad' as const;
  if (by === 'any') return { error: 'by', data: { kind, condition: { by } } } as const;
  if (by === 'kind') {
    if (sourceType !== 'ad' && sourceType !== 'post') return { error: 'sourceType' };
    return { error: 'by', data: { kind, condition: { by, sourceType } } } as const;
  }
  if (by !== 'id' && by !== 'headline') return { error: 'by' };
  if (words === '') return { error: 'text' };
  return {
    error: 'by',
    data: { kind, condition: by === 'id' ? { by, id: words } : { by, text: words } },
  } as {
    error: string;
    data: RuleCondition;
  };
}

/** A rule's id, or the name of one of the two that every workspace has. */
const ruleRef = z.union([z.enum(BUILT_IN_RULES), id], { error: 'invalid_id' });

export const createRuleInput = z
  .object({ ...ruleFacts, isOn: isOn.default(true) })
  .transform((facts, context) => ({
    originId: facts.originId,
    isOn: facts.isOn,
    rule: condition(facts, context),
  }));
export const updateRuleInput = z.object({ id, version, ...ruleFacts }).transform((facts, context) => ({
  id: facts.id,
  version: facts.version,
  originId: facts.originId,
  rule: condition(facts, context),
}));
export const ruleOnInput = z.object({ id: ruleRef, isOn });
export const reorderRulesInput = z.object({
  id: ruleRef,
  /** The rule that comes next; null: moved to the end. */
  beforeId: ruleRef.nullable(),
});
export const ruleInput = z.object({ id });

/** A message as somebody would paste it. */
export const trialInput = z.object({
  text: text({ max: MESSAGE_MAX }),
  numberId: id.nullish(),
  ad: z
    .object({
      id: line({ max: 200 }),
      headline: line({ max: 1_000 }),
      sourceType: z.enum(['ad', 'post'], { error: 'invalid' }),
    })
    .nullish(),
});

/** One of a list, that a form sends as empty until somebody has chosen. */
const chosen = z.unknown().transform((value, context): number => {
  const { data } = id.safeParse(value);
  if (data !== undefined) return data;
  const isEmpty = value === undefined || value === null || value === '';
  context.addIssue({ code: 'custom', message: isEmpty ? 'required' : 'invalid_id' });
  return z.NEVER;
});

const linkFacts = {
  name: line({ max: LINK_NAME_MAX, required: true }),
  originId: chosen,
  numberId: chosen,
  greeting: line({ max: GREETING_MAX }),
};
export const createLinkInput = z.object(linkFacts);
export const updateLinkInput = z.object({ id, version, ...linkFacts });
export const archiveLinkInput = z.object({ id, isArchived: z.boolean({ error: 'invalid' }) });
export const qrInput = z.object({ id, format: z.enum(['svg', 'png'], { error: 'invalid' }) });
