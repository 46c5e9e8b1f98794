import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let novo: number;
let meio: number;
let fim: number;
let originId: number;
beforeAll(async () => {
  workspace = await makeWorkspace(db());
  novo = await workspace.addStatus('Novo', { isDefault: true });
  meio = await workspace.addStatus('Meio');
  fim = await workspace.addStatus('Fim', { kind: 'won' });
  originId = await workspace.addOrigin('Site');
});

type Stay = { at: number; from: number | null; first: boolean; over: boolean; by: boolean };

async function staysOf(contactId: number): Promise<Stay[]> {
  const rows = await db().execute<Stay>(sql`
    select status_id::int as at, from_status_id::int as "from", is_first as first, until is not null as over,
      moved_by is not null as by
    from status_stays where workspace_id = ${workspace.id} and contact_id = ${contactId} order by event_id`);
  return [...rows];
}

const wrong = async () =>
  (await verify(db())).map(({ check }) => check).filter((check) => check.startsWith('stay_'));
const versionOf = async (id: number) => {
  const [row] = await db().execute<{ version: number }>(
    sql`select version from contacts where workspace_id = ${workspace.id} and id = ${id}`,
  );
  return row?.version ?? 0;
};
const move = async (id: number, statusId: number) =>
  moveToStatus(workspace.sales, { id, statusId, version: await versionOf(id) });

test('moves end one stay and begin the next; coming back is no first time', async () => {
  const id = await makeContact(workspace.sales, { statusId: novo, originId });
  await move(id, meio);
  await move(id, novo);
  expect(await staysOf(id)).toEqual([
    { at: novo, from: null, first: true, over: true, by: true },
    { at: meio, from: novo, first: true, over: true, by: true },
    { at: novo, from: meio, first: false, over: false, by: true },
  ]);
  expect(await wrong()).toEqual([]);
});

test('who is deleted stands nowhere until restored', async () => {
  const id = await makeContact(workspace.sales, { statusId: meio, originId });
  await deleteContact(workspace.admin, { id, version: 1 });
  expect(await staysOf(id)).toEqual([{ at: meio, from: null, first: true, over: true, by: true }]);
  await restoreContact(workspace.admin, { id });
  expect(await staysOf(id)).toMatchObject([
    { over: true },
    { at: meio, from: null, first: false, over: false },
  ]);
  expect(await wrong()).toEqual([]);
});

test('who is merged into another stands nowhere until split again', async () => {
  const into = await makeContact(workspace.sales, { statusId: novo, originId });
  const from = await makeContact(workspace.sales, { statusId: meio, originId });
  const merged = await mergeContacts(workspace.admin, {
    intoId: into,
    intoVersion: 1,
    fromId: from,
    fromVersion: 1,
    choices: {},
  });
  expect((await staysOf(from)).map(({ over }) => over)).toEqual([true]);
  expect(await wrong()).toEqual([]);
  await splitContact(workspace.admin, { mergeId: merged.mergeId });
  expect((await staysOf(from)).map(({ over }) => over)).toEqual([true, false]);
  expect(await wrong()).toEqual([]);
});

test('many moved at once by a status that goes have their stays as well', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(() => makeContact(workspace.sales, { statusId: fim, originId })),
  );
  await retireStatus(workspace.admin, { id: fim, moveContactsTo: novo });
  for (const id of ids) expect((await staysOf(id)).filter(({ over }) => !over)).toHaveLength(1);
  expect(await wrong()).toEqual([]);
});

test('what stays tell wrong is found', async () => {
  const id = await makeContact(workspace.sales, { statusId: novo, originId });
  const ofThem = sql`workspace_id = ${workspace.id} and contact_id = ${id}`;
  const damages = [
    [
      sql`update status_stays set status_id = ${meio} where ${ofThem}`,
      ['stay_tells_wrong', 'stay_of_another_status'],
    ],
    [sql`update status_stays set since = since - interval '1 hour' where ${ofThem}`, ['stay_tells_wrong']],
    [sql`delete from status_stays where ${ofThem}`, ['stay_tells_wrong', 'stay_of_another_status']],
  ] as const;
  const kept = await db().execute(sql`select * from status_stays where ${ofThem}`);
  for (const [damage, found] of damages) {
    await db().execute(damage);
    expect(await wrong()).toEqual(found);
    await db().execute(sql`delete from status_stays where ${ofThem}`);
    await db().execute(sql`
      insert into status_stays select * from jsonb_populate_recordset(null::status_stays, ${JSON.stringify([...kept])}::text::jsonb)`);
  }
  expect(await wrong()).toEqual([]);
});
