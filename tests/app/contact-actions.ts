import { type ActionRow, contact, or } from './access-row.ts';
import { MISSING } from './world.ts';

/** What is done to contacts, one by one. */
export const CONTACT_ACTIONS: Record<string, ActionRow> = {
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
};
