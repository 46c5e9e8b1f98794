'use server';

import { action } from '#app/_server/action.ts';
import { createRule } from '#domain/auto-lead/create-rule.ts';
import { deleteRule } from '#domain/auto-lead/delete-rule.ts';
import { previewReapply } from '#domain/auto-lead/preview-reapply.ts';
import { reapplyRules } from '#domain/auto-lead/reapply.ts';
import { reorderRules } from '#domain/auto-lead/reorder.ts';
import { tryRules } from '#domain/auto-lead/try-out.ts';
import { turnRule } from '#domain/auto-lead/turn-rule.ts';
import { updateAutoLead } from '#domain/auto-lead/update.ts';
import { updateRule } from '#domain/auto-lead/update-rule.ts';

export const updateAutoLeadAction = action(updateAutoLead);
export const createRuleAction = action(createRule);
export const updateRuleAction = action(updateRule);
export const turnRuleAction = action(turnRule);
export const reorderRulesAction = action(reorderRules);
export const deleteRuleAction = action(deleteRule);
export const tryRulesAction = action(tryRules, { refreshes: false });
export const previewReapplyAction = action(previewReapply, { refreshes: false });
export const reapplyRulesAction = action(reapplyRules);
