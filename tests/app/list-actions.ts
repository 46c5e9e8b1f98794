import { type ActionRow, bulk, or } from './access-row.ts';
import { MISSING } from './world.ts';

/** What is done in the list: to many at once, and to its filters. */
export const LIST_ACTIONS: Record<string, ActionRow> = {
  previewBulkAction: { may: 'everyone', input: bulk(false), missing: 'invalid' },
  foreseeBulkAction: { may: 'everyone', input: bulk(false), missing: 'invalid' },
  startBulkAction: { may: 'everyone', input: bulk(true), missing: 'invalid' },
  cancelBulkAction: {
    may: 'everyone',
    input: async ({ bulkId }, isMissing) => ({ id: isMissing ? MISSING : await bulkId() }),
    missing: 'not_found',
  },
  cancelBulkAutomationsAction: {
    may: 'everyone',
    input: async ({ bulkId }, isMissing) => ({ id: isMissing ? MISSING : await bulkId() }),
    missing: 'not_found',
  },
  undoBulkAction: {
    may: 'everyone',
    input: async ({ bulkId }, isMissing) => ({ id: isMissing ? MISSING : await bulkId() }),
    missing: 'not_found',
  },

  createSegmentAction: {
    may: 'everyone',
    input: ({ statusId }) => ({ name: 'Meus', query: `status=${statusId}` }),
  },
  updateSegmentAction: {
    may: 'leads',
    input: ({ segmentId }, isMissing) => ({ id: or(isMissing, segmentId), version: 1, name: 'Outros' }),
    missing: 'not_found',
  },
  duplicateSegmentAction: {
    may: 'everyone',
    input: ({ segmentId }, isMissing) => ({ id: or(isMissing, segmentId), name: 'Cópia' }),
    missing: 'not_found',
  },
  deleteSegmentAction: {
    may: 'leads',
    input: ({ segmentId }, isMissing) => ({ id: or(isMissing, segmentId) }),
    missing: 'not_found',
  },
  getSegmentDependentsAction: {
    may: 'everyone',
    input: ({ segmentId }, isMissing) => ({ id: or(isMissing, segmentId) }),
    missing: 'not_found',
  },

  createViewAction: { may: 'everyone', input: () => ({ name: 'Minha', query: '', columns: ['name'] }) },
  updateViewAction: {
    may: 'leads',
    input: ({ viewId }, isMissing) => ({ id: or(isMissing, viewId), version: 1, name: 'Outra' }),
    missing: 'not_found',
  },
  deleteViewAction: {
    may: 'leads',
    input: ({ viewId }, isMissing) => ({ id: or(isMissing, viewId) }),
    missing: 'not_found',
  },
  setDefaultViewAction: {
    may: 'everyone',
    input: ({ viewId }, isMissing) => ({ id: or(isMissing, viewId) }),
    missing: 'not_found',
  },
};
