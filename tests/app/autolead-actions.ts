import { FORM } from '../support/auto-lead.ts';
import { type ActionRow, or } from './access-row.ts';

const rule = { kind: 'text', by: 'contains', text: 'promo' };

/** Auto Lead, its rules and tracked links. */
export const AUTOLEAD_ACTIONS: Record<string, ActionRow> = {
  updateAutoLeadAction: { may: 'leads', input: () => ({ ...FORM, openLimit: 5 }) },
  createRuleAction: { may: 'leads', input: ({ originId }) => ({ ...rule, originId }) },
  updateRuleAction: {
    may: 'leads',
    input: async ({ originId, ruleId }, isMissing) => ({
      id: or(isMissing, await ruleId()),
      version: 1,
      ...rule,
      text: 'outra',
      originId,
    }),
    missing: 'not_found',
  },
  turnRuleAction: {
    may: 'leads',
    input: async ({ ruleId }, isMissing) => ({ id: or(isMissing, await ruleId()), isOn: false }),
    missing: 'not_found',
  },
  reorderRulesAction: {
    may: 'leads',
    input: async ({ ruleId }, isMissing) => ({ id: or(isMissing, await ruleId()), beforeId: null }),
    missing: 'not_found',
  },
  deleteRuleAction: {
    may: 'leads',
    input: async ({ ruleId }, isMissing) => ({ id: or(isMissing, await ruleId()) }),
    missing: 'not_found',
  },
  tryRulesAction: { may: 'leads', input: () => ({ text: 'oi' }) },
  previewReapplyAction: { may: 'leads', input: () => null },
  reapplyRulesAction: { may: 'leads', input: () => null },
  createLinkAction: {
    may: 'leads',
    input: async ({ originId, numberId }) => ({
      name: 'Panfleto',
      originId,
      numberId: await numberId(),
      greeting: 'Oi',
    }),
  },
  updateLinkAction: {
    may: 'leads',
    input: async ({ originId, numberId, linkId }, isMissing) => ({
      id: or(isMissing, await linkId()),
      version: 1,
      name: 'Outro',
      originId,
      numberId: await numberId(),
      greeting: '',
    }),
    missing: 'not_found',
  },
  archiveLinkAction: {
    may: 'leads',
    input: async ({ linkId }, isMissing) => ({ id: or(isMissing, await linkId()), isArchived: true }),
    missing: 'not_found',
  },
};
