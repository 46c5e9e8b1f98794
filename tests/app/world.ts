import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { messages } from '#db/schema/conversations.ts';
import { duplicatePairs } from '#db/schema/merges.ts';
import type { ImportState, Role } from '#db/values.ts';
import { createLink } from '#domain/auto-lead/create-link.ts';
import { createRule } from '#domain/auto-lead/create-rule.ts';
import { createAutomation } from '#domain/automations/create.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { giveConsent } from '#domain/consents/give.ts';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import type { Ctx } from '#domain/ctx.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { deleteGroup } from '#domain/groups/delete.ts';
import { saveMapping } from '#domain/imports/save-mapping.ts';
import { inviteMember } from '#domain/members/invite.ts';
import { createOrigin } from '#domain/origins/create.ts';
import { deleteOrigin } from '#domain/origins/delete.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { createSavedReport } from '#domain/saved-reports/create.ts';
import { deleteSavedReport } from '#domain/saved-reports/delete.ts';
import { createSegment } from '#domain/segments/create.ts';
import { openSession } from '#domain/sessions/open.ts';
import { createStatus } from '#domain/statuses/create.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { createTarget } from '#domain/targets/create.ts';
import { deleteTarget } from '#domain/targets/delete.ts';
import { addTask } from '#domain/tasks/add.ts';
import { createView } from '#domain/views/create.ts';
import { userIdOf } from '../support/account.ts';
import { makeContact } from '../support/contact.ts';
import { MAPPING, makeImport } from '../support/import.ts';
import { makeNumber, receive } from '../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../support/workspace.ts';

/** A workspace with one of everything that an action can be about. */
export type World = {
  workspace: TestWorkspace;
  statusId: number;
  otherStatusId: number;
  /** Empty, and not the default: free to go. */
  spareStatusId: number;
  originId: number;
  otherOriginId: number;
  contactId: number;
  memberId: number;
  /** Changes that only some actions need, made when they ask. */
  retired: () => Promise<string>;
  deletedOrigin: () => Promise<string>;
  merged: () => Promise<number>;
  trashedContactId: () => Promise<number>;
  fieldId: () => Promise<number>;
  /** A group that sales staff made. */
  groupId: () => Promise<number>;
  automationId: () => Promise<number>;
  deletedGroupId: () => Promise<number>;
  /** Begun by sales staff, so that every role may undo it. */
  bulkId: () => Promise<number>;
  invitationId: () => Promise<number>;
  importId: (state: ImportState) => Promise<number>;
  mappingId: () => Promise<number>;
  consentId: () => Promise<number>;
  otherContactId: () => Promise<number>;
  secondEmail: () => Promise<{ id: number; version: number; kind: 'email'; value: string }>;
  contactMerge: () => Promise<number>;
  proposed: () => Promise<{ lowId: number; highId: number }>;
  taskId: () => Promise<number>;
  ruleId: () => Promise<number>;
  numberId: () => Promise<number>;
  linkId: () => Promise<number>;
  /** Shared, so that every role sees it; only those who may share may change it. */
  segmentId: number;
  viewId: number;
  savedReportId: () => Promise<number>;
  deletedReport: () => Promise<string>;
  targetId: () => Promise<number>;
  deletedTarget: () => Promise<string>;
  /** Somebody has just written; to the contact, or to nobody yet. */
  talkId: (contact: 'known' | 'unknown') => Promise<number>;
  /** A message of ours in such a state. */
  messageId: (state: 'queued' | 'unknown') => Promise<number>;
  sessionOf: (role: Role) => Promise<string>;
};

/** Nobody has a record with this id. */
export const MISSING = 999_999_999;

export async function makeWorld(db: Db): Promise<World> {
  const workspace = await makeWorkspace(db);
  const { admin } = workspace;
  const status = await createStatus(admin, { name: 'Novo', colour: '#3b82f6' });
  const other = await createStatus(admin, { name: 'Contatado', colour: '#f59e0b' });
  const spare = await createStatus(admin, { name: 'Arquivo', colour: '#64748b' });
  const origin = await createOrigin(admin, { name: 'WhatsApp' });
  const otherOrigin = await createOrigin(admin, { name: 'Indicações' });
  const contactId = await makeContact(admin, {
    statusId: status.id,
    originId: origin.id,
    firstName: 'Pessoa',
    lastName: 'do mundo',
  });
  const member = await workspace.addMember('sales', 'Colega');
  const segment = await createSegment(admin, { name: 'Novos', query: `status=${status.id}`, isShared: true });
  const view = await createView(admin, { name: 'Todas', query: '', columns: ['name'], isShared: true });
  let automations = 0;
  const another = () => makeContact(admin, { statusId: status.id, originId: origin.id });
  return {
    workspace,
    statusId: status.id,
    otherStatusId: other.id,
    spareStatusId: spare.id,
    originId: origin.id,
    otherOriginId: otherOrigin.id,
    contactId,
    memberId: userIdOf(member),
    retired: async () => (await retireStatus(admin, { id: spare.id })).changeId,
    deletedOrigin: async () => (await deleteOrigin(admin, { id: otherOrigin.id })).changeId,
    merged: async () => {
      const merge = await mergeOrigins(admin, { fromId: otherOrigin.id, intoId: origin.id });
      return merge.mergeId;
    },
    trashedContactId: async () => (await deleteContact(admin, { id: contactId, version: 1 })).id,
    fieldId: async () => (await createField(admin, { name: 'Documento', kind: 'text' })).id,
    automationId: async () =>
      (
        await createAutomation(workspace.admin, {
          name: `Automação ${++automations}`,
          definition: {
            trigger: { kind: 'contact_created', ways: [] },
            conditions: { filter: '', hours: null, repeat: 'always', repeatDays: null },
            steps: [{ key: 'note', kind: 'note', text: 'Visto' }],
          },
        })
      ).id,
    groupId: async () => (await createGroup(workspace.sales, { name: 'Feira' })).id,
    deletedGroupId: async () => {
      const { id } = await createGroup(workspace.sales, { name: 'Feira' });
      return (await deleteGroup(admin, { id })).id;
    },
    bulkId: async () => {
      const bulk = await startBulk(workspace.sales, {
        selection: { ids: [contactId] },
        change: { kind: 'type', type: 'customer' },
        expectedTotal: 1,
        requestId: randomUUID(),
      });
      return bulk.id;
    },
    invitationId: async () =>
      (await inviteMember(admin, { email: `convite-${contactId}@test.local`, role: 'sales' })).id,
    importId: (state) => makeImport(admin, { state }),
    mappingId: async () => (await saveMapping(admin, MAPPING)).id,
    consentId: async () => {
      const words = { purpose: 'service', wording: 'Aceito', source: 'phone' };
      return (await giveConsent(admin, { id: contactId, ...words })).consentId;
    },
    otherContactId: another,
    secondEmail: async () => {
      const value = `segundo-${contactId}@exemplo.com`;
      const added = await addIdentity(admin, { id: contactId, version: 1, kind: 'email', value });
      return { id: contactId, version: added.version, kind: 'email', value };
    },
    contactMerge: async () => {
      const from = { fromId: await another(), fromVersion: 1 };
      return (await mergeContacts(admin, { intoId: contactId, intoVersion: 1, ...from })).mergeId;
    },
    proposed: async () => {
      const pair = { lowId: contactId, highId: await another() };
      const found = { reason: 'same_name_company', score: 0.9, foundAt: new Date() };
      await db.insert(duplicatePairs).values({ workspaceId: workspace.id, ...pair, ...found });
      return pair;
    },
    taskId: async () => (await addTask(admin, { contactId, title: 'Ligar' })).taskId,
    ruleId: async () =>
      (await createRule(admin, { kind: 'text', by: 'contains', text: 'oi', originId: origin.id })).id,
    numberId: () => numberOf(admin),
    linkId: async () => {
      const numberId = await numberOf(admin);
      const facts = { name: 'Panfleto', originId: origin.id, numberId, greeting: '' };
      return (await createLink(admin, facts)).id;
    },
    segmentId: segment.id,
    viewId: view.id,
    savedReportId: () => savedReportOf(admin),
    deletedReport: async () => (await deleteSavedReport(admin, { id: await savedReportOf(admin) })).changeId,
    targetId: () => targetOf(admin, status.id),
    deletedTarget: async () => (await deleteTarget(admin, { id: await targetOf(admin, status.id) })).changeId,
    talkId: async (contact) => (await talkWith(admin, contact === 'known' ? contactId : null)).conversationId,
    messageId: async (state) => {
      const { messageId } = await talkWith(admin, contactId);
      await db.update(messages).set({ direction: 'out', state }).where(eq(messages.id, messageId));
      return messageId;
    },
    sessionOf: (role) => openSession(db, { userId: userIdOf(workspace[role]), workspaceId: workspace.id }),
  };
}

/** Shared, so that every role sees it; only those who may share may change it. */
const savedReportOf = async (admin: Ctx) =>
  (await createSavedReport(admin, { name: 'Mensal', report: 'funnel', query: '', isShared: true })).id;

const targetOf = async (admin: Ctx, thingId: number) =>
  (await createTarget(admin, { kind: 'status', thingId, span: 'month', amount: 10 })).id;

let numbers = 0;

/** Of many worlds in one database, each with its own. */
const numberOf = (admin: Ctx) => makeNumber(admin, { phoneNumberId: `777${process.pid}${++numbers}` });

async function talkWith(admin: Ctx, contactId: number | null) {
  const numberId = await numberOf(admin);
  return receive(admin, { contactId, numberId, profileName: 'Rita' });
}
