import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { changeRole } from '#domain/members/change-role.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { handOverMember } from '#domain/members/hand-over.ts';
import { inviteMember } from '#domain/members/invite.ts';
import { listMembers } from '#domain/members/list.ts';
import { listInvitations } from '#domain/members/list-invitations.ts';
import { reactivateMember } from '#domain/members/reactivate.ts';
import { openSession } from '#domain/sessions/open.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { membershipOf, userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactEventsOf,
  makeWorkspace,
  type TestWorkspace,
  workspaceEventsOf,
} from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let other: TestWorkspace;
let adminId: number;
let managerId: number;
let salesId: number;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  other = await makeWorkspace(db());
  adminId = userIdOf(workspace.admin);
  managerId = userIdOf(workspace.manager);
  salesId = userIdOf(workspace.sales);
});

const openFor = (userId: number) => openSession(db(), { userId, workspaceId: workspace.id });
const kinds = async () => (await workspaceEventsOf(workspace.admin)).map((event) => event.kind);

async function giveContacts(ownerId: number, total: number): Promise<number[]> {
  const statusId = await workspace.addStatus(`Novo ${ownerId}`);
  const originId = await workspace.addOrigin(`Site ${ownerId}`);
  const ids: number[] = [];
  for (let n = 0; n < total; n++)
    ids.push(await makeContact(workspace.admin, { statusId, originId, ownerId }));
  return ids;
}

describe('listMembers', () => {
  test('shows every role everybody, with their contacts', async () => {
    await giveContacts(salesId, 3);
    for (const ctx of [workspace.admin, workspace.manager, workspace.sales]) {
      const members = await listMembers(ctx);
      expect(members).toHaveLength(3);
      expect(members.find((one) => one.userId === salesId)).toMatchObject({
        role: 'sales',
        isActive: true,
        contactTotal: 3,
      });
      expect(members.find((one) => one.userId === adminId)).toMatchObject({ contactTotal: 0 });
    }
  });

  test('puts those who left at the end', async () => {
    await deactivateMember(workspace.admin, { userId: managerId });
    const members = await listMembers(workspace.admin);
    expect(members.at(-1)).toMatchObject({ userId: managerId, isActive: false });
  });
});

describe('changeRole', () => {
  test('takes effect, ends the member’s sessions, and is recorded', async () => {
    const token = await openFor(salesId);
    const mine = await openFor(adminId);
    await changeRole(workspace.admin, { userId: salesId, role: 'manager' });
    expect(await resolveSession(db(), token)).toBeNull();
    expect(await resolveSession(db(), mine)).not.toBeNull();
    expect((await membershipOf(db(), workspace.id, salesId))?.role).toBe('manager');
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      kind: 'member.role_changed',
      subjectId: salesId,
      actorId: adminId,
      before: { role: 'sales' },
      after: { role: 'manager' },
    });
  });

  test('the same role again writes nothing', async () => {
    const token = await openFor(salesId);
    await changeRole(workspace.admin, { userId: salesId, role: 'sales' });
    expect(await kinds()).toEqual([]);
    expect(await resolveSession(db(), token)).not.toBeNull();
  });

  test('the last admin cannot demote themselves', async () => {
    const error = await refused(changeRole(workspace.admin, { userId: adminId, role: 'sales' }), 'invalid');
    expect(error.fields).toEqual({ role: { code: 'last_admin' } });
    await changeRole(workspace.admin, { userId: managerId, role: 'admin' });
    await changeRole(workspace.admin, { userId: adminId, role: 'sales' });
    expect((await membershipOf(db(), workspace.id, adminId))?.role).toBe('sales');
  });

  test('two admins who demote each other at once leave one', async () => {
    const second = await workspace.addMember('admin');
    const results = await Promise.allSettled([
      changeRole(workspace.admin, { userId: userIdOf(second), role: 'sales' }),
      changeRole(second, { userId: adminId, role: 'sales' }),
    ]);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const admins = (await listMembers(workspace.admin)).filter((one) => one.role === 'admin');
    expect(admins).toHaveLength(1);
  });

  test('a manager grants nothing, least of all admin', async () => {
    for (const ctx of [workspace.manager, workspace.sales]) {
      await refused(changeRole(ctx, { userId: salesId, role: 'admin' }), 'forbidden');
      await refused(changeRole(ctx, { userId: userIdOf(ctx), role: 'admin' }), 'forbidden');
    }
  });

  test('an admin of yesterday, demoted while asking, grants nothing either', async () => {
    await changeRole(workspace.admin, { userId: managerId, role: 'admin' });
    await changeRole(workspace.admin, { userId: adminId, role: 'sales' });
    await refused(changeRole(workspace.admin, { userId: adminId, role: 'admin' }), 'forbidden');
  });

  test.each([
    [{ userId: 1, role: 'owner' }],
    [{ userId: 'x', role: 'sales' }],
    [{ role: 'sales' }],
    [['a']],
    [null],
  ])('refuses %j', async (input) => {
    await refused(changeRole(workspace.admin, input), 'invalid');
  });

  test('somebody of another workspace is as missing as nobody', async () => {
    await refused(changeRole(workspace.admin, { userId: userIdOf(other.sales), role: 'admin' }), 'not_found');
    await refused(changeRole(workspace.admin, { userId: 987_654_321, role: 'admin' }), 'not_found');
    expect((await membershipOf(db(), other.id, userIdOf(other.sales)))?.role).toBe('sales');
  });

  test('an admin who is demoted leaves no invitation behind', async () => {
    const second = await workspace.addMember('admin');
    await inviteMember(second, { email: 'fresta@test.local', role: 'admin' });
    await changeRole(workspace.admin, { userId: userIdOf(second), role: 'sales' });
    expect(await listInvitations(workspace.admin)).toEqual([]);
  });
});

describe('deactivateMember', () => {
  test('ends sessions at once and hands the contacts over, one event each', async () => {
    const ids = await giveContacts(salesId, 3);
    const token = await openFor(salesId);
    const outcome = await deactivateMember(workspace.admin, { userId: salesId, contactsTo: managerId });
    expect(outcome).toEqual({ movedTotal: 3, isChanged: true });
    expect(await resolveSession(db(), token)).toBeNull();
    expect(await kinds()).toEqual(['member.contacts_handed_over', 'member.deactivated']);
    const [handed, gone] = await workspaceEventsOf(workspace.admin);
    expect(gone).toMatchObject({
      before: { role: 'sales' },
      after: { contactsTo: managerId, movedTotal: 3 },
    });
    for (const id of ids) {
      const [, changed, ...rest] = await contactEventsOf(workspace.admin, id);
      expect(changed).toMatchObject({
        kind: 'contact.owner_changed',
        before: { ownerId: salesId },
        after: { ownerId: managerId },
        changeId: handed?.changeId,
      });
      expect(rest).toEqual([]);
    }
    const tallies = await db()
      .select()
      .from(contactTallies)
      .where(eq(contactTallies.workspaceId, workspace.id));
    expect(tallies.filter((row) => row.total > 0)).toMatchObject([{ ownerId: managerId, total: 3 }]);
  });

  test('may leave the contacts with nobody, if asked to', async () => {
    const [id = 0] = await giveContacts(salesId, 1);
    const error = await refused(deactivateMember(workspace.admin, { userId: salesId }), 'in_use');
    expect(error.details).toEqual({ reason: 'target_needed', contactTotal: 1 });
    expect((await membershipOf(db(), workspace.id, salesId))?.deactivatedAt).toBeNull();
    await deactivateMember(workspace.admin, { userId: salesId, contactsTo: null });
    const [contact] = await db()
      .select()
      .from(contacts)
      .where(and(eq(contacts.workspaceId, workspace.id), eq(contacts.id, id)));
    expect(contact).toMatchObject({ ownerId: null, version: 2 });
  });

  test('contacts go neither to the same person, nor to one who left, nor to a stranger', async () => {
    await giveContacts(salesId, 1);
    await deactivateMember(workspace.admin, { userId: managerId });
    for (const contactsTo of [salesId, managerId, userIdOf(other.admin), 987_654_321]) {
      const error = await refused(
        deactivateMember(workspace.admin, { userId: salesId, contactsTo }),
        'in_use',
      );
      expect(error.details).toMatchObject({ reason: 'bad_target' });
    }
  });

  test('the last admin stays', async () => {
    const error = await refused(deactivateMember(workspace.admin, { userId: adminId }), 'in_use');
    expect(error.details).toMatchObject({ reason: 'last_admin' });
  });

  test('an admin who left cannot come back in by the door they left open', async () => {
    const second = await workspace.addMember('admin');
    await inviteMember(second, { email: 'fresta@test.local', role: 'admin' });
    await deactivateMember(workspace.admin, { userId: userIdOf(second) });
    expect(await listInvitations(workspace.admin)).toEqual([]);
    await refused(inviteMember(second, { email: 'fresta2@test.local', role: 'admin' }), 'forbidden');
  });

  test('twice is once', async () => {
    await deactivateMember(workspace.admin, { userId: salesId });
    await deactivateMember(workspace.admin, { userId: salesId });
    expect(await kinds()).toEqual(['member.deactivated']);
  });

  test('is for admins, and for their own workspace', async () => {
    await refused(deactivateMember(workspace.manager, { userId: salesId }), 'forbidden');
    await refused(deactivateMember(workspace.sales, { userId: salesId }), 'forbidden');
    await refused(deactivateMember(workspace.admin, { userId: userIdOf(other.sales) }), 'not_found');
  });
});

describe('reactivateMember', () => {
  test('gives access back, not the contacts, and no old session', async () => {
    const [id = 0] = await giveContacts(salesId, 1);
    const token = await openFor(salesId);
    await deactivateMember(workspace.admin, { userId: salesId, contactsTo: adminId });
    await reactivateMember(workspace.admin, { userId: salesId });
    await reactivateMember(workspace.admin, { userId: salesId });
    expect(await resolveSession(db(), token)).toBeNull();
    expect(await resolveSession(db(), await openFor(salesId))).not.toBeNull();
    const [contact] = await db().select().from(contacts).where(eq(contacts.id, id));
    expect(contact?.ownerId).toBe(adminId);
    expect((await kinds()).filter((kind) => kind === 'member.reactivated')).toHaveLength(1);
  });

  test('is for admins, and for their own workspace', async () => {
    await refused(reactivateMember(workspace.manager, { userId: salesId }), 'forbidden');
    await refused(reactivateMember(workspace.admin, { userId: userIdOf(other.sales) }), 'not_found');
  });
});

describe('handOverMember', () => {
  test('moves all contacts of one to another, and says how many', async () => {
    await giveContacts(salesId, 2);
    expect(await handOverMember(workspace.admin, { userId: salesId, contactsTo: managerId })).toEqual({
      movedTotal: 2,
    });
    expect(await kinds()).toEqual(['member.contacts_handed_over']);
    expect(await handOverMember(workspace.admin, { userId: salesId, contactsTo: null })).toEqual({
      movedTotal: 0,
    });
    expect(await kinds()).toHaveLength(1);
  });

  test('is for admins, their own workspace, and active receivers', async () => {
    await refused(handOverMember(workspace.manager, { userId: salesId, contactsTo: null }), 'forbidden');
    await refused(handOverMember(workspace.admin, { userId: 987_654_321, contactsTo: null }), 'not_found');
    await refused(
      handOverMember(workspace.admin, { userId: salesId, contactsTo: userIdOf(other.admin) }),
      'in_use',
    );
    await refused(handOverMember(workspace.admin, { userId: salesId }), 'invalid');
  });
});
