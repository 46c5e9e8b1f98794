import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { startRuns } from '#domain/automations/start-runs.ts';
import type { Step } from '#domain/automations/types.ts';
import { createContact } from '#domain/contacts/create.ts';
import { automationCtx } from '#domain/ctx.ts';
import { createGroup } from '#domain/groups/create.ts';
import { partsOf } from '#domain/imports/foresee.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { createSegment } from '#domain/segments/create.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { useMeta } from '../../support/meta.ts';
import { makeNumber, makeTemplate, receive } from '../../support/talk.ts';
import { match } from '../automations/support.ts';

useMeta();
const { db, url } = useDatabase();

let world: Awaited<ReturnType<typeof makeImportWorld>> & { hot: number; groupId: number };
let send: Step;
beforeEach(async () => {
  const made = await makeImportWorld(db(), url());
  const hot = await made.workspace.addStatus('Qualificado');
  const { id: groupId } = await createGroup(made.ctx, { name: 'Feira' });
  world = { ...made, hot, groupId };
  await makeNumber(made.workspace.admin);
  const template = { ...(await makeTemplate(made.workspace.admin)), values: {} };
  send = { key: 'a', kind: 'send', numberId: null, text: 'Oi', template };
});

const FILE = csv(
  ['Nome', 'Telefone', 'E-mail', 'Status'],
  ['Nova', '11912340001', '', ''],
  ['Carta', '', 'carta@exemplo.com', 'Qualificado'],
  ['Bia', '11912340002', '', 'Qualificado'],
  ['Caio', '11912340003', '', 'Qualificado'],
  ['Duda', '11912340004', '', ''],
);

/** Bia wrote an hour ago, Caio wants no messages, Duda has been through `repeated` before. */
async function knownPeople(repeated: { id: number; versionId: number }): Promise<void> {
  const { ctx, originId, workspace } = world;
  const add = async (firstName: string, phone: string) =>
    (await createContact(ctx, { firstName, phone, originId })).id;
  const bia = await add('Bia', '11912340002');
  const caio = await add('Caio', '11912340003');
  const duda = await add('Duda', '11912340004');
  const [number] = await db().execute<{ id: string }>(sql`
    select id from whatsapp_numbers where workspace_id = ${ctx.workspace.id}`);
  const at = new Date(Date.now() - 3_600_000);
  await receive(workspace.admin, { contactId: bia, numberId: Number(number?.id), at });
  await db().execute(sql`update contacts set opted_out_at = now() where id = ${caio}`);
  await startRuns(automationCtx(db(), ctx.workspace, 0), [
    {
      automationId: repeated.id,
      versionId: repeated.versionId,
      contactId: duda,
      source: 'before',
      eventId: null,
      causeRunId: null,
      hops: 0,
      bulkId: null,
      importId: null,
    },
  ]);
  await db().execute(sql`delete from automation_inbox`);
}

describe('an import that is asked to set automations off', () => {
  test('is told before what they will do, and they do so', async () => {
    const { ctx, shop, originId, hot, groupId, statusId } = world;
    const joins = { kind: 'group_joined' as const, groupId };
    const made = { kind: 'contact_created' as const, ways: ['import' as const] };
    const fresh = await makeAutomation(ctx, { trigger: made, steps: [send], name: 'Novos' });
    const moved = await makeAutomation(ctx, {
      trigger: { kind: 'status_changed', from: [statusId], to: [hot] },
      steps: [send],
      name: 'Movidos',
    });
    const chosen = await makeAutomation(ctx, {
      trigger: joins,
      conditions: { filter: `all(status.is:${hot})` },
      name: 'Escolhidos',
    });
    const once = await makeAutomation(ctx, {
      trigger: joins,
      conditions: { repeat: 'once' },
      name: 'Uma vez',
    });
    await makeAutomation(ctx, { trigger: { kind: 'group_left', groupId }, name: 'Outro' });
    await knownPeople(once);
    const id = await upload(shop, ctx, FILE);
    const asked = { originId, runsAutomations: true, onUpdate: 'overwrite' as const, groupIds: [groupId] };
    const { forecast } = await plan(shop, ctx, id, asked);
    expect(forecast?.counts).toMatchObject({ created: 2, updated: 3 });
    expect(forecast?.foreseen).toEqual({
      lookedAt: 5,
      automations: [
        { id: once.id, name: 'Uma vez', contacts: 4, sends: {}, later: 0, missed: { repeat: 1 } },
        { id: chosen.id, name: 'Escolhidos', contacts: 3, sends: {}, later: 0, missed: { condition: 2 } },
        {
          id: fresh.id,
          name: 'Novos',
          contacts: 2,
          sends: { template: 1, unreachable: 1 },
          later: 0,
          missed: {},
        },
        {
          id: moved.id,
          name: 'Movidos',
          contacts: 2,
          sends: { text: 1, opted_out: 1 },
          later: 0,
          missed: {},
        },
      ],
    });
    await startImport(ctx, { id });
    await workOffImports(shop);
    await db().execute(sql`update automation_inbox set due_at = now()`);
    await match(db());
    expect(await cameOf(id)).toEqual({
      [once.id]: { runs: 4, misses: { repeat: 1 } },
      [chosen.id]: { runs: 3, misses: { condition: 2 } },
      [fresh.id]: { runs: 2, misses: {} },
      [moved.id]: { runs: 2, misses: {} },
    });
  });

  test('is told who will come into a saved filter', async () => {
    const { ctx, shop, originId, hot } = world;
    const { id: segmentId } = await createSegment(ctx, { name: 'Quentes', query: `status=${hot}` });
    const joined = await makeAutomation(ctx, { trigger: { kind: 'segment_joined', segmentId } });
    await match(db());
    await knownPeople(joined);
    const id = await upload(shop, ctx, FILE);
    const asked = { originId, runsAutomations: true, onUpdate: 'overwrite' as const };
    const { forecast } = await plan(shop, ctx, id, asked);
    expect(forecast?.foreseen?.automations).toMatchObject([{ id: joined.id, contacts: 3, missed: {} }]);
    await startImport(ctx, { id });
    await workOffImports(shop);
    await db().execute(sql`update automation_inbox set due_at = now()`);
    await match(db());
    expect(await cameOf(id)).toEqual({ [joined.id]: { runs: 3, misses: {} } });
  });
});

test('one that is not asked to looks at nothing', async () => {
  const { ctx, shop, originId } = world;
  await makeAutomation(ctx, { trigger: { kind: 'contact_created', ways: [] } });
  const { forecast } = await plan(shop, ctx, await upload(shop, ctx, FILE), { originId });
  expect(forecast?.foreseen).toBeNull();
});

test.each([
  [0, []],
  [1, [1]],
  [1_000, [1]],
  [1_001, [1, 1_001]],
  [10_000, [1, 1_001, 2_001, 3_001, 4_001, 5_001, 6_001, 7_001, 8_001, 9_001]],
  [100_000, [1, 10_001, 20_001, 30_001, 40_001, 50_001, 60_001, 70_001, 80_001, 90_001]],
])('of %i rows, those are looked at that follow %j', (rows, parts) => {
  expect(partsOf(rows)).toEqual(parts);
});

async function cameOf(importId: number) {
  const rows = await db().execute<{ id: string; runs: number; misses: Record<string, number> | null }>(sql`
    select a.id, (select count(*)::int from automation_runs r
        where r.workspace_id = a.workspace_id and r.automation_id = a.id and r.import_id = ${importId}) as runs,
      (select jsonb_object_agg(reason, total) from (
        select reason, count(*)::int as total from automation_misses m
        where m.workspace_id = a.workspace_id and m.automation_id = a.id group by reason) as m) as misses
    from automations a where a.workspace_id = ${world.ctx.workspace.id}`);
  return Object.fromEntries(
    [...rows]
      .filter(({ runs, misses }) => runs > 0 || misses)
      .map(({ id, runs, misses }) => [id, { runs, misses: misses ?? {} }]),
  );
}
