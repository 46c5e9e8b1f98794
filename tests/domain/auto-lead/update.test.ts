import { beforeEach, describe, expect, test } from 'vitest';
import { getAutoLead } from '#domain/auto-lead/get.ts';
import { leadTaker } from '#domain/auto-lead/member-use.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { updateAutoLead } from '#domain/auto-lead/update.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { reactivateMember } from '#domain/members/reactivate.ts';
import { archiveOrigin } from '#domain/origins/archive.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { restoreStatus } from '#domain/statuses/restore.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { userIdOf } from '../../support/account.ts';
import { FORM, setAutoLead } from '../../support/auto-lead.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let statusId: number;
let otherStatusId: number;
let originId: number;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  statusId = await workspace.addStatus('Novo', { isDefault: true });
  otherStatusId = await workspace.addStatus('Retomado');
  originId = await workspace.addOrigin('Facebook');
});

describe('updateAutoLead', () => {
  test('saves the form as one, with what changed in its event', async () => {
    const asked = {
      ...FORM,
      isOn: true,
      statusId,
      originId,
      assignment: 'round_robin',
      memberIds: [userIdOf(workspace.sales)],
      openLimit: 20,
      workingHours: { fri: [['13:00', '18:00'] as const, ['09:00', '12:00'] as const], sat: [] },
      reopening: 'won_and_lost',
      reopenStatusId: otherStatusId,
      reactivates: false,
    };
    expect(await updateAutoLead(workspace.manager, asked)).toEqual({ version: 2 });
    const workingHours = {
      fri: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
    };
    expect(await getAutoLead(workspace.manager)).toEqual({ ...asked, workingHours, version: 2 });
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      kind: 'auto_lead.updated',
      subjectKind: 'auto_lead',
      before: { isOn: false, originId: null, openLimit: null },
      after: { isOn: true, originId, openLimit: 20, workingHours },
    });
  });

  test('what is as it was is not saved again, however the hours are written', async () => {
    const hours = { sun: [['09:00', '12:00']], mon: [['10:00', '11:00']] };
    const version = await setAutoLead(workspace.admin, { workingHours: hours });
    const before = await workspaceEventsOf(workspace.admin);
    const turned = { mon: hours.mon, sun: hours.sun };
    expect(await setAutoLead(workspace.admin, { version, workingHours: turned })).toBe(version);
    expect(await workspaceEventsOf(workspace.admin)).toEqual(before);
  });

  test('the second of two tabs is told, and nothing is overwritten', async () => {
    await setAutoLead(workspace.admin, { openLimit: 5 });
    const error = await refused(setAutoLead(workspace.manager, { openLimit: 9 }), 'stale');
    expect(error.details).toMatchObject({ current: { openLimit: 5, version: 2 } });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ openLimit: 5 });
  });

  test('of two at once, one takes effect', async () => {
    const results = await Promise.allSettled([
      setAutoLead(workspace.admin, { openLimit: 1 }),
      setAutoLead(workspace.manager, { openLimit: 2 }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['on without an origin', { isOn: true }, 'originId', 'required'],
    ['an origin that is not there', { originId: 999_999 }, 'originId', 'gone'],
    ['one person, and nobody named', { assignment: 'person' }, 'personId', 'required'],
    ['somebody who is not there', { assignment: 'person', personId: 999_999 }, 'personId', 'gone'],
    ['a status that is not there', { statusId: 999_999 }, 'statusId', 'gone'],
    ['a limit of nothing', { openLimit: 0 }, 'openLimit', 'bad_limit'],
    ['half a lead', { openLimit: 1.5 }, 'openLimit', 'bad_limit'],
    ['turns among nobody', { memberIds: [999_999] }, 'memberIds', 'gone'],
    ['hours of no day', { workingHours: {} }, 'workingHours', 'hours_none'],
    ['an unknown day', { workingHours: { __proto__x: [] } }, 'workingHours', 'invalid'],
    [
      'an end before its beginning',
      { workingHours: { mon: [['12:00', '09:00']] } },
      'workingHours',
      'hours_order',
    ],
    ['no such time', { workingHours: { mon: [['9', '10:00']] } }, 'workingHours', 'hours_time'],
    [
      'hours that overlap',
      {
        workingHours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'workingHours',
      'hours_overlap',
    ],
    ['an unknown assignment', { assignment: 'everybody' }, 'assignment', 'invalid'],
    ['no number at all', { openLimit: 'muitos' }, 'openLimit', 'bad_limit'],
  ])('refuses %s', async (_, changes, field, code) => {
    const error = await refused(setAutoLead(workspace.admin, changes), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });

  test('leads cannot begin as won', async () => {
    const won = await workspace.addStatus('Ganho', { kind: 'won' });
    for (const field of ['statusId', 'reopenStatusId']) {
      const error = await refused(setAutoLead(workspace.admin, { [field]: won }), 'invalid');
      expect(error.fields[field]?.code).toBe('not_open');
    }
  });

  test('refuses another workspace’s status, origin and people, and sales staff', async () => {
    const other = await makeWorkspace(db());
    const theirs = {
      statusId: await other.addStatus('Deles'),
      originId: await other.addOrigin('Deles'),
      personId: userIdOf(other.sales),
    };
    for (const [field, id] of Object.entries(theirs))
      await refused(setAutoLead(workspace.admin, { [field]: id }), 'invalid');
    await refused(setAutoLead(workspace.sales, { openLimit: 5 }), 'forbidden');
    await refused(getAutoLead(workspace.sales), 'forbidden');
  });
});

describe('readAutoLead', () => {
  test('fills in what nobody has set', async () => {
    const settings = await readAutoLead(workspace.admin);
    expect(settings).toMatchObject({ isOn: false, statusId, originId, reopenStatusId: statusId, version: 1 });
    expect(settings.rules.map(({ kind }) => kind)).toEqual(['link', 'alias']);
    const whatsapp = await workspace.addOrigin('WhatsApp');
    expect(await readAutoLead(workspace.admin)).toMatchObject({ originId: whatsapp });
  });

  test('is off where there is no origin to give', async () => {
    const empty = await makeWorkspace(db());
    expect(await readAutoLead(empty.admin)).toMatchObject({ isOn: false, statusId: null, originId: null });
  });
});

describe('what Auto Lead depends on', () => {
  test('retiring its status asks for another, which takes its place; restoring brings it back', async () => {
    await setAutoLead(workspace.admin, { statusId: otherStatusId, reopenStatusId: otherStatusId });
    const error = await refused(retireStatus(workspace.manager, { id: otherStatusId }), 'in_use');
    expect(error.details).toMatchObject({ reason: 'target_needed', isForLeads: true });
    const { changeId } = await retireStatus(workspace.manager, {
      id: otherStatusId,
      moveContactsTo: statusId,
    });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ statusId, reopenStatusId: statusId });
    await restoreStatus(workspace.manager, { changeId });
    expect(await getAutoLead(workspace.admin)).toMatchObject({
      statusId: otherStatusId,
      reopenStatusId: otherStatusId,
    });
  });

  test('restoring leaves a choice alone that was made since', async () => {
    const third = await workspace.addStatus('Terceiro');
    const version = await setAutoLead(workspace.admin, { statusId: otherStatusId });
    const { changeId } = await retireStatus(workspace.manager, {
      id: otherStatusId,
      moveContactsTo: statusId,
    });
    await setAutoLead(workspace.admin, { version: version + 1, statusId: third });
    await restoreStatus(workspace.manager, { changeId });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ statusId: third });
  });

  test('its default origin is not archived, and merged it is the one it went into', async () => {
    const google = await workspace.addOrigin('Google');
    await setAutoLead(workspace.admin, { isOn: true, originId });
    const error = await refused(archiveOrigin(workspace.manager, { id: originId }), 'in_use');
    expect(error.details).toMatchObject({ isLeadDefault: true, ruleTotal: 0, linkTotal: 0 });
    await mergeOrigins(workspace.manager, { fromId: originId, intoId: google });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ originId: google });
    expect(await readAutoLead(workspace.admin)).toMatchObject({ originId: google, isOn: true });
    await refused(archiveOrigin(workspace.manager, { id: google }), 'in_use');
  });

  test('whoever got every lead hands them on when they leave', async () => {
    const [leaving, heir] = [userIdOf(workspace.sales), userIdOf(workspace.manager)];
    await setAutoLead(workspace.admin, { assignment: 'person', personId: leaving });
    expect(await leadTaker(workspace.sales)).toBe(leaving);
    await deactivateMember(workspace.admin, { userId: leaving, contactsTo: heir });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ assignment: 'person', personId: heir });
    await reactivateMember(workspace.admin, { userId: leaving });
    await deactivateMember(workspace.admin, { userId: heir, contactsTo: null });
    expect(await getAutoLead(workspace.admin)).toMatchObject({ assignment: 'nobody', personId: null });
    expect((await workspaceEventsOf(workspace.admin)).map(({ kind }) => kind)).toContain('auto_lead.updated');
  });
});
