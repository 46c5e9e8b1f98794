import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditFile } from '#domain/audit/export.ts';
import { parseAuditFilter } from '#domain/audit/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';
import { makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
const words = { titles: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], delimiter: ';' as const };

async function linesOf(ctx: Ctx, params: Record<string, string>): Promise<string[]> {
  const file = await auditFile(ctx, parseAuditFilter(params), words);
  let text = '';
  for await (const part of file.body) text += Buffer.from(part).toString();
  return text.trimEnd().split('\r\n').slice(1);
}

test('every event of both tables, newest first, more than one batch of them', async () => {
  const desk = await makeDesk(db());
  await db().execute(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, at, change_id)
    select ${desk.id}, n, 'contact.updated', 'system', '2026-03-10'::timestamptz + n * interval '1 s',
      case when n % 2 = 0 then gen_random_uuid() end
    from generate_series(1, 4500) n`);
  await db().execute(sql`
    insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, at)
    select ${desk.id}, 'origin', n, 'origin.updated', 'system', '2026-03-10'::timestamptz + n * interval '1 s'
    from generate_series(1, 2100) n`);
  const lines = await linesOf(desk.admin, { to: '2026-03-10' });
  expect(lines).toHaveLength(6_600);
  const times = lines.map((line) => line.slice(0, 24));
  expect(times).toEqual(times.toSorted().reverse());
  expect(new Set(lines).size).toBe(6_600);
});

test('as filtered, inert for spreadsheets, and recorded', async () => {
  const desk = await makeDesk(db());
  await db().execute(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after) values
      (${desk.id}, 7, 'contact.updated', 'member', ${userIdOf(desk.sales)}, '{"firstName": "=1+1;\\"x\\""}'),
      (${desk.id}, 8, 'contact.updated', 'system', null, null)`);
  await db().execute(sql`update users set name = '=cmd' where id = ${userIdOf(desk.sales)}`);
  const lines = await linesOf(desk.admin, { record: 'contact', id: '7' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^\S{24};member;'=cmd;contact\.updated;contact;7;;"\{""firstName"": ""=1\+1;\\""x\\""""\}";$/,
  );
  expect((await workspaceEventsOf(desk.admin)).at(-1)).toMatchObject({
    kind: 'audit.exported',
    actorId: userIdOf(desk.admin),
    after: { filter: 'record=contact&id=7' },
  });
});

test('admins only', async () => {
  const { manager, sales } = await makeDesk(db());
  for (const ctx of [manager, sales]) await refused(auditFile(ctx, parseAuditFilter({}), words), 'forbidden');
});
