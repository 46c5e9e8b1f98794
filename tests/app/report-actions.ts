import { type ActionRow, NO_CHANGE } from './access-row.ts';
import { MISSING } from './world.ts';

/** What is done with reports: kept under a name. */
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
};
