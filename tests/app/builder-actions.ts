import { type ActionRow, or } from './access-row.ts';

const definition = {
  trigger: { kind: 'contact_created', ways: [] },
  conditions: { filter: '', hours: null, repeat: 'always', repeatDays: null },
  steps: [{ key: 'note', kind: 'note', text: 'Visto' }],
};

/** How automations are made, changed, switched and taken away. */
export const BUILDER_ACTIONS: Record<string, ActionRow> = {
  createAutomationAction: { may: 'leads', input: () => ({ name: 'Boas-vindas', definition }) },
  updateAutomationAction: {
    may: 'leads',
    input: async ({ automationId }, isMissing) => ({
      id: or(isMissing, await automationId()),
      version: 1,
      name: 'Outra',
    }),
    missing: 'not_found',
  },
  switchOnAction: {
    may: 'leads',
    input: async ({ automationId }, isMissing) => ({ id: or(isMissing, await automationId()), version: 1 }),
    missing: 'not_found',
  },
  switchOffAction: {
    may: 'leads',
    input: async ({ automationId }, isMissing) => ({
      id: or(isMissing, await automationId()),
      inside: 'stop',
    }),
    missing: 'not_found',
  },
  duplicateAutomationAction: {
    may: 'leads',
    input: async ({ automationId }, isMissing) => ({
      id: or(isMissing, await automationId()),
      name: 'Cópia',
    }),
    missing: 'not_found',
  },
  deleteAutomationAction: {
    may: 'leads',
    input: async ({ automationId }, isMissing) => ({ id: or(isMissing, await automationId()) }),
    missing: 'not_found',
  },
};
