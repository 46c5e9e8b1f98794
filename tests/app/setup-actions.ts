import { type ActionRow, contact, NO_CHANGE, or, origin } from './access-row.ts';
import { MISSING } from './world.ts';

/** What everybody has of their own, statuses, origins, members and the workspace. */
export const SETUP_ACTIONS: Record<string, ActionRow> = {
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
