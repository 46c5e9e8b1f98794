import { MAPPING } from '../support/import.ts';
import { type ActionRow, importIn } from './access-row.ts';
import { MISSING } from './world.ts';

/** Imports, custom fields and groups. */
export const IMPORT_ACTIONS: Record<string, ActionRow> = {
  startUploadAction: {
    may: 'leads',
    input: () => ({ fileName: 'clientes.csv', fileBytes: 10, fingerprint: 'clientes.csv-10' }),
  },
  chooseSheetAction: {
    may: 'leads',
    input: async (world, isMissing) => ({
      ...(await importIn('mapping')(world, isMissing)),
      sheet: 'Outros',
    }),
    missing: 'not_found',
  },
  savePlanAction: {
    may: 'leads',
    input: async (world, isMissing) => ({
      ...(await importIn('mapping')(world, isMissing)),
      ...MAPPING.choices,
      columns: ['name', 'phone'],
    }),
    missing: 'not_found',
  },
  settleValuesAction: {
    may: 'leads',
    input: async (world, isMissing) => ({ ...(await importIn('settling')(world, isMissing)), answers: [] }),
    missing: 'not_found',
  },
  startImportAction: { may: 'leads', input: importIn('ready'), missing: 'not_found' },
  cancelImportAction: { may: 'leads', input: importIn('running'), missing: 'not_found' },
  cancelImportAutomationsAction: { may: 'leads', input: importIn('running'), missing: 'not_found' },
  undoImportAction: { may: 'leads', input: importIn('done'), missing: 'not_found' },
  discardImportAction: { may: 'leads', input: importIn('mapping'), missing: 'not_found' },
  saveMappingAction: { may: 'leads', input: () => MAPPING },
  deleteMappingAction: {
    may: 'leads',
    input: async ({ mappingId }, isMissing) => ({ id: isMissing ? MISSING : await mappingId() }),
    missing: 'not_found',
  },

  createFieldAction: { may: 'admins', input: () => ({ name: 'CPF', kind: 'text' }) },
  updateFieldAction: {
    may: 'admins',
    input: async ({ fieldId }, isMissing) => ({
      id: isMissing ? MISSING : await fieldId(),
      version: 1,
      name: 'Documento',
      kind: 'text',
    }),
    missing: 'not_found',
  },
  reorderFieldsAction: {
    may: 'admins',
    input: async ({ fieldId }, isMissing) => ({
      id: isMissing ? MISSING : await fieldId(),
      beforeId: null,
    }),
    missing: 'not_found',
  },
  deleteFieldAction: {
    may: 'admins',
    input: async ({ fieldId }, isMissing) => ({ id: isMissing ? MISSING : await fieldId() }),
    missing: 'not_found',
  },
  getFieldUseAction: {
    may: 'admins',
    input: async ({ fieldId }, isMissing) => ({ id: isMissing ? MISSING : await fieldId() }),
    missing: 'not_found',
  },

  createGroupAction: { may: 'everyone', input: () => ({ name: 'VIP' }) },
  renameGroupAction: {
    may: 'everyone',
    input: async ({ groupId }, isMissing) => ({
      id: isMissing ? MISSING : await groupId(),
      version: 1,
      name: 'Especiais',
    }),
    missing: 'not_found',
  },
  deleteGroupAction: {
    may: 'everyone',
    input: async ({ groupId }, isMissing) => ({ id: isMissing ? MISSING : await groupId() }),
    missing: 'not_found',
  },
  restoreGroupAction: {
    may: 'everyone',
    input: async ({ deletedGroupId }, isMissing) => ({ id: isMissing ? MISSING : await deletedGroupId() }),
    missing: 'not_found',
  },
  addToGroupAction: {
    may: 'everyone',
    input: async ({ groupId, contactId }, isMissing) => ({
      groupId: isMissing ? MISSING : await groupId(),
      contactIds: [contactId],
    }),
    missing: 'not_found',
  },
  removeFromGroupAction: {
    may: 'everyone',
    input: async ({ groupId, contactId }, isMissing) => ({
      groupId: isMissing ? MISSING : await groupId(),
      contactIds: [contactId],
    }),
    missing: 'not_found',
  },
};
