import { type ActionRow, NO_CHANGE } from './access-row.ts';
import { MISSING } from './world.ts';

const target = (thingId: number) => ({ kind: 'status', thingId, span: 'month', amount: 20 });

/** What is done with reports: kept under a name, and held against targets. */
export const REPORT_ACTIONS: Record<string, ActionRow> = {
  createSavedReportAction: {
    may: 'everyone',
    input: () => ({ name: 'Meu', report: 'now', query: 'period=7d' }),
  },
  updateSavedReportAction: {
    may: 'leads',
    input: async ({ savedReportId }, isMissing) => ({
      id: isMissing ? MISSING : await savedReportId(),
      version: 1,
      name: 'Outro',
    }),
    missing: 'not_found',
  },
  deleteSavedReportAction: {
    may: 'leads',
    input: async ({ savedReportId }, isMissing) => ({ id: isMissing ? MISSING : await savedReportId() }),
    missing: 'not_found',
  },
  restoreSavedReportAction: {
    may: 'leads',
    input: async ({ deletedReport }, isMissing) => ({
      changeId: isMissing ? NO_CHANGE : await deletedReport(),
    }),
    missing: 'not_found',
  },

  createTargetAction: {
    may: 'leads',
    input: ({ statusId }, isMissing) => target(isMissing ? MISSING : statusId),
    missing: 'invalid',
  },
  updateTargetAction: {
    may: 'leads',
    input: async ({ targetId, statusId }, isMissing) => ({
      ...target(statusId),
      id: isMissing ? MISSING : await targetId(),
      version: 1,
    }),
    missing: 'not_found',
  },
  deleteTargetAction: {
    may: 'leads',
    input: async ({ targetId }, isMissing) => ({ id: isMissing ? MISSING : await targetId() }),
    missing: 'not_found',
  },
  restoreTargetAction: {
    may: 'leads',
    input: async ({ deletedTarget }, isMissing) => ({
      changeId: isMissing ? NO_CHANGE : await deletedTarget(),
    }),
    missing: 'not_found',
  },
};
