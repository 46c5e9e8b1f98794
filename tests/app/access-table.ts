import type { ImportState } from '#db/values.ts';
import { MAPPING } from '../support/import.ts';
import { MISSING, type World } from './world.ts';

type Who = 'everyone' | 'leads' | 'admins';

/** One action: who may, with what it is asked, and what asking about something missing (or another workspace's) answers. */
export type ActionRow = {
  may: Who;
  /** With `id`s of `world`; null for ids asks about what does not exist. */
  input: (world: World, isMissing: boolean) => unknown | Promise<unknown>;
  /** Left out where the action names no record of the workspace. */
  missing?: string;
};

const or = (isMissing: boolean, id: number) => (isMissing ? MISSING : id);
const NO_CHANGE = '00000000-0000-4000-8000-000000000000';
const contact = (extra: object) => (world: World, isMissing: boolean) => ({
  id: or(isMissing, world.contactId),
  version: 1,
  ...extra,
});
const origin = (world: World, isMissing: boolean) => ({ id: or(isMissing, world.otherOriginId) });

const importIn = (state: ImportState) => async (world: World, isMissing: boolean) => ({
  id: isMissing ? MISSING : await world.importId(state),
});

/** Tells nobody whether a hand-picked contact is missing or another workspace's; a status is as gone. */
const bulk = (isStart: boolean) => (world: World, isMissing: boolean) => ({
  selection: { ids: [world.contactId] },
  change: { kind: 'status', statusId: or(isMissing, world.statusId) },
  ...(isStart && { expectedTotal: 1, requestId: NO_CHANGE }),
});

/** Every export of every 'use server' file. A new one fails the test until it stands here. */
export const ACTIONS: Record<string, ActionRow> = {
  setHiddenColumnsAction: { may: 'everyone', input: () => ({ table: 'statuses', hidden: ['id'] }) },
  setColumnOrderAction: { may: 'everyone', input: () => ({ table: 'contacts', order: ['name'] }) },
  setPreferencesAction: { may: 'everyone', input: () => ({ isCompact: true }) },
  setAppearanceAction: { may: 'everyone', input: () => ({ theme: 'dark' }) },
  switchWorkspaceAction: {
    may: 'everyone',
    input: ({ workspace }, isMissing) => ({ workspaceId: or(isMissing, workspace.id) }),
    missing: 'not_found',
  },
  signOutAction: { may: 'everyone', input: () => null },

  moveToStatusAction: {
    may: 'everyone',
    input: (world, isMissing) => contact({ statusId: world.otherStatusId })(world, isMissing),
    missing: 'not_found',
  },
  createStatusAction: { may: 'leads', input: () => ({ name: 'Proposta', colour: '#8b5cf6' }) },
  updateStatusAction: {
    may: 'leads',
    input: ({ spareStatusId }, isMissing) => ({
      id: or(isMissing, spareStatusId),
      version: 1,
      name: 'Outro',
      colour: '#111111',
    }),
    missing: 'not_found',
  },
  reorderStatusesAction: {
    may: 'leads',
    input: ({ spareStatusId }, isMissing) => ({ id: or(isMissing, spareStatusId), beforeId: null }),
    missing: 'not_found',
  },
  retireStatusAction: {
    may: 'leads',
    input: ({ spareStatusId }, isMissing) => ({ id: or(isMissing, spareStatusId) }),
    missing: 'not_found',
  },
  restoreStatusAction: {
    may: 'leads',
    input: async ({ retired }, isMissing) => ({ changeId: isMissing ? NO_CHANGE : await retired() }),
    missing: 'not_found',
  },

  createContactAction: {
    may: 'everyone',
    input: ({ originId }, isMissing) => ({
      firstName: 'Ana',
      phone: '(11) 91234-5678',
      originId: or(isMissing, originId),
    }),
    missing: 'invalid',
  },
  updateContactAction: { may: 'everyone', input: contact({ firstName: 'Bia' }), missing: 'not_found' },
  setContactOwnerAction: { may: 'everyone', input: contact({ ownerId: null }), missing: 'not_found' },
  setContactActiveAction: { may: 'everyone', input: contact({ isActive: false }), missing: 'not_found' },
  moveContactAction: {
    may: 'everyone',
    input: (world, isMissing) => contact({ statusId: world.otherStatusId })(world, isMissing),
    missing: 'not_found',
  },
  deleteContactAction: { may: 'everyone', input: contact({}), missing: 'not_found' },
  restoreContactAction: {
    may: 'everyone',
    input: async ({ trashedContactId }, isMissing) => ({
      id: isMissing ? MISSING : await trashedContactId(),
    }),
    missing: 'not_found',
  },

  giveConsentAction: {
    may: 'everyone',
    input: contact({ purpose: 'marketing', wording: 'Aceito ofertas', source: 'whatsapp' }),
    missing: 'not_found',
  },
  revokeConsentAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      id: or(isMissing, world.contactId),
      consentId: isMissing ? MISSING : await world.consentId(),
      reason: 'Pediu',
    }),
    missing: 'not_found',
  },
  optOutAction: { may: 'everyone', input: contact({ reason: 'Pediu' }), missing: 'not_found' },
  optInAction: { may: 'leads', input: contact({ reason: 'Pediu' }), missing: 'not_found' },
  eraseContactAction: {
    may: 'admins',
    input: contact({ name: 'Pessoa do mundo' }),
    missing: 'not_found',
  },
  addIdentityAction: {
    may: 'everyone',
    input: contact({ kind: 'email', value: 'outro@exemplo.com' }),
    missing: 'not_found',
  },
  removeIdentityAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      ...(await world.secondEmail()),
      ...(isMissing && { id: MISSING }),
    }),
    missing: 'not_found',
  },
  setMainIdentityAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      ...(await world.secondEmail()),
      ...(isMissing && { id: MISSING }),
    }),
    missing: 'not_found',
  },
  moveIdentityAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      ...(await world.secondEmail()),
      toId: isMissing ? MISSING : await world.otherContactId(),
    }),
    missing: 'not_found',
  },
  moveIdentityToNewAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      ...(await world.secondEmail()),
      ...(isMissing && { id: MISSING }),
      firstName: 'Nova',
    }),
    missing: 'not_found',
  },
  mergeContactsAction: {
    may: 'everyone',
    input: async (world, isMissing) => ({
      intoId: world.contactId,
      intoVersion: 1,
      fromId: isMissing ? MISSING : await world.otherContactId(),
      fromVersion: 1,
    }),
    missing: 'not_found',
  },
  splitContactAction: {
    may: 'everyone',
    input: async ({ contactMerge }, isMissing) => ({ mergeId: isMissing ? MISSING : await contactMerge() }),
    missing: 'not_found',
  },
  dismissDuplicateAction: {
    may: 'everyone',
    input: async ({ proposed }, isMissing) =>
      isMissing ? { lowId: MISSING, highId: MISSING + 1 } : await proposed(),
    missing: 'not_found',
  },
  reopenDuplicateAction: {
    may: 'everyone',
    input: async ({ proposed }, isMissing) =>
      isMissing ? { lowId: MISSING, highId: MISSING + 1 } : await proposed(),
    missing: 'not_found',
  },

  previewBulkAction: { may: 'everyone', input: bulk(false), missing: 'invalid' },
  startBulkAction: { may: 'everyone', input: bulk(true), missing: 'invalid' },
  cancelBulkAction: {
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

  createOriginAction: { may: 'leads', input: () => ({ name: 'Google Ads' }) },
  updateOriginAction: {
    may: 'leads',
    input: (world, isMissing) => ({ ...origin(world, isMissing), version: 1, name: 'Amigos' }),
    missing: 'not_found',
  },
  forgetAliasAction: {
    may: 'leads',
    input: async ({ merged, originId }, isMissing) => {
      if (!isMissing) await merged();
      return { id: or(isMissing, originId), aliasId: MISSING };
    },
    missing: 'not_found',
  },
  archiveOriginAction: { may: 'leads', input: origin, missing: 'not_found' },
  unarchiveOriginAction: { may: 'leads', input: origin, missing: 'not_found' },
  deleteOriginAction: { may: 'leads', input: origin, missing: 'not_found' },
  restoreOriginAction: {
    may: 'leads',
    input: async ({ deletedOrigin }, isMissing) => ({
      changeId: isMissing ? NO_CHANGE : await deletedOrigin(),
    }),
    missing: 'not_found',
  },
  mergeOriginsAction: {
    may: 'leads',
    input: ({ originId, otherOriginId }, isMissing) => ({
      fromId: or(isMissing, otherOriginId),
      intoId: originId,
    }),
    missing: 'not_found',
  },
  unmergeOriginsAction: {
    may: 'leads',
    input: async ({ merged }, isMissing) => ({ mergeId: isMissing ? MISSING : await merged() }),
    missing: 'not_found',
  },
  getOriginDependentsAction: { may: 'leads', input: origin, missing: 'not_found' },
  previewMergeAction: {
    may: 'leads',
    input: ({ originId, otherOriginId }, isMissing) => ({
      fromId: or(isMissing, otherOriginId),
      intoId: originId,
    }),
    missing: 'not_found',
  },

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

  updateProfileAction: { may: 'everyone', input: () => ({ name: 'Nova', locale: null, theme: 'dark' }) },
  changePasswordAction: {
    may: 'everyone',
    input: () => ({ currentPassword: 'cavalo-bateria-grampo', newPassword: 'outra-frase-bem-longa' }),
  },
  updateWorkspaceAction: {
    may: 'admins',
    input: () => ({
      name: 'Nova',
      locale: 'en',
      country: 'BR',
      timeZone: 'America/Recife',
      salesScope: 'own',
    }),
  },
  changeRoleAction: {
    may: 'admins',
    input: ({ memberId }, isMissing) => ({ userId: or(isMissing, memberId), role: 'manager' }),
    missing: 'not_found',
  },
  deactivateMemberAction: {
    may: 'admins',
    input: ({ memberId }, isMissing) => ({ userId: or(isMissing, memberId), contactsTo: null }),
    missing: 'not_found',
  },
  reactivateMemberAction: {
    may: 'admins',
    input: ({ memberId }, isMissing) => ({ userId: or(isMissing, memberId) }),
    missing: 'not_found',
  },
  handOverMemberAction: {
    may: 'admins',
    input: ({ memberId }, isMissing) => ({ userId: or(isMissing, memberId), contactsTo: null }),
    missing: 'not_found',
  },
  inviteMemberAction: { may: 'admins', input: () => ({ email: 'nova@test.local', role: 'sales' }) },
  revokeInvitationAction: {
    may: 'admins',
    input: async ({ invitationId }, isMissing) => ({ id: isMissing ? MISSING : await invitationId() }),
    missing: 'not_found',
  },
};

/** Forms of people who have no session yet; each asks for its own proof (tests/domain/{sessions,members,setup}). */
export const OPEN_ACTIONS = [
  'signInAction',
  'acceptInvitationAction',
  'setUpAction',
  'setLocaleAction',
  'signOutAction',
];

/** Actions that cannot succeed with the world's facts alone, and what they answer to those who may. */
export const ANSWERS: Record<string, string> = { forgetAliasAction: 'not_found' };

type PageRow = {
  may: Who | 'anyone';
  /** Where it is, when its path has a place to fill in. */
  at?: (world: World, isMissing: boolean) => string | Promise<string>;
  /** What only those who may find in it; the others are told that they may not. */
  shows?: string;
};

/** Every page and handler. Anyone: also without a session. */
export const PAGES: Record<string, PageRow> = {
  '/': { may: 'everyone' },
  '/login': { may: 'anyone' },
  '/setup': { may: 'anyone' },
  '/invite/[token]': { may: 'anyone', at: () => '/invite/none' },
  '/pipeline': { may: 'everyone' },
  '/contacts': { may: 'everyone' },
  '/contacts/[id]': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/contacts/${or(isMissing, contactId)}`,
  },
  '/contacts/trash': { may: 'everyone' },
  '/duplicates': { may: 'everyone' },
  '/segments': { may: 'everyone' },
  '/bulk': { may: 'everyone' },
  '/statuses': { may: 'everyone' },
  '/origins': { may: 'everyone' },
  '/groups': { may: 'everyone' },
  '/imports': { may: 'leads', shows: 'drop-zone' },
  '/imports/[id]': {
    may: 'leads',
    at: async ({ importId }, isMissing) => `/imports/${or(isMissing, await importId('done'))}`,
    shows: 'import-actions',
  },
  '/settings': { may: 'everyone' },
  '/settings/profile': { may: 'everyone' },
  '/settings/members': { may: 'everyone' },
  '/settings/fields': { may: 'admins', shows: 'Nenhum campo personalizado ainda' },
  '/settings/workspace': { may: 'admins', shows: 'name="salesScope"' },
  '/settings/audit': { may: 'admins', shows: 'class="audit-filters"' },
};

export const HANDLERS: Record<string, PageRow> = {
  'GET /api/auth/[...nextauth]': { may: 'anyone', at: () => '/api/auth/csrf' },
  'POST /api/auth/[...nextauth]': { may: 'anyone', at: () => '/api/auth/signout' },
  'GET /api/health': { may: 'anyone' },
  'GET /api/ready': { may: 'anyone' },
  'GET /api/events': { may: 'everyone' },
  'GET /api/search': { may: 'everyone', at: () => '/api/search?q=ana' },
  'GET /api/audit/export': { may: 'admins' },
  'GET /api/contacts/personal-data': {
    may: 'leads',
    at: ({ contactId }, isMissing) =>
      `/api/contacts/personal-data?id=${or(isMissing, contactId)}&format=json`,
  },
  'GET /api/contacts/export': {
    may: 'leads',
    at: () => '/api/contacts/export?format=csv&columns=id,firstName',
  },
  'GET /api/contacts/export/choices': { may: 'leads' },
  'GET /api/bulk/recent': { may: 'everyone' },
  'GET /api/contacts/count': { may: 'everyone' },
  'GET /api/contacts/filter-options': { may: 'everyone' },
  'GET /api/contacts/duplicate': { may: 'everyone' },
  'GET /api/contacts/recall': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/api/contacts/recall?ids=${or(isMissing, contactId)}`,
  },
  'GET /api/contacts/look-up': { may: 'everyone', at: () => '/api/contacts/look-up?q=ana' },
  'GET /api/contacts/merge-preview': {
    may: 'everyone',
    at: ({ contactId }, isMissing) =>
      `/api/contacts/merge-preview?intoId=${or(isMissing, contactId)}&fromId=${MISSING}`,
  },
  'GET /api/contacts/timeline': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/api/contacts/timeline?id=${or(isMissing, contactId)}`,
  },
  'POST /api/imports/upload': { may: 'leads' },
  'GET /api/imports/rows': {
    may: 'leads',
    at: (_, isMissing) => `/api/imports/rows?outcome=created&id=${or(isMissing, 1)}`,
  },
  'GET /api/imports/template': { may: 'leads' },
  'GET /api/pipeline/cards': {
    may: 'everyone',
    at: ({ statusId }) => `/api/pipeline/cards?status=${statusId}&cursor=x`,
  },
  'GET /api/pipeline/changes': { may: 'everyone' },
  'GET /api/pipeline/columns': { may: 'everyone' },
  'GET /api/pipeline/summary': { may: 'everyone' },
};
