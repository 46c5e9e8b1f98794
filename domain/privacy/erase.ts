import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { lockPhones } from '../contacts/identities.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { removeUpload } from '../imports/upload-files.ts';
import { parseInput } from '../input.ts';
import type { TableRule } from './column-rules.ts';
import { forgetImports, forgetUploads, holdImports } from './forget-imports.ts';
import { forgetQuotes } from './forget-quotes.ts';
import { forgetWebhooks } from './forget-webhooks.ts';
import { eraseInput } from './input.ts';
import { collectMarks } from './marks.ts';
import { findPerson, idList, type Person } from './person.ts';
import { HISTORY_FACTS, REGISTER } from './register.ts';

/** How many contacts the person was, and how many rows of imports were emptied. */
export type Erased = { contacts: number; importRows: number };

/** Where a living contact stood: what sums over history need to let it go. */
type Stand = { id: number; statusId: number; originId: number; ownerId: number | null };

/**
 * Erases a person without trace, for good: the contact, whether in the list, in the trash or merged, and everybody it was merged with. Their
 * events stay, with nothing but where they stood, so that past figures stay right. What `domain/privacy/register.ts` says happens to each table.
 * `folder`: where uploads lie.
 * @throws `invalid` (name: not_the_name) when `name` is not the person's; `in_use` (name: import_reading) while a file is read; `not_found`; `forbidden`.
 */
export async function eraseContact(ctx: Ctx, input: unknown, folder: string): Promise<Erased> {
  authorize(ctx, 'contact.erase');
  const { id, name } = parseInput(eraseInput, input);
  const { uploads, ...erased } = await inTransaction(ctx, async (tx) => {
    await holdImports(tx);
    const person = await holdPerson(tx, id);
    if (nameKey(name) !== nameKey(person.name)) throw invalidField('name', 'not_the_name');
    return erase(tx, person.ids);
  });
  for (const upload of uploads) await removeUpload(folder, upload);
  return erased;
}

/** Locks every contact of the person, so that none is changed, merged or split meanwhile. */
async function holdPerson(ctx: Ctx, id: number): Promise<Person> {
  let person = await findPerson(ctx, id);
  for (;;) {
    await ctx.db.execute(sql`
      select id from contacts where workspace_id = ${ctx.workspace.id} and id = any(${idList(person.ids)}::bigint[])
      order by id for update`);
    const held = person;
    person = await findPerson(ctx, id);
    // Somebody may have been merged into them while the lock was waited for.
    if (person.ids.every((one) => held.ids.includes(one))) return person;
  }
}

async function erase(ctx: Ctx, ids: number[]): Promise<Erased & { uploads: string[] }> {
  const marks = await collectMarks(ctx, ids);
  await lockPhones(ctx, marks.phones);
  const stands = await readStands(ctx, ids);
  const rows = await forgetImports(ctx, ids, marks);
  const uploads = await forgetUploads(ctx, [...new Set(rows.map(({ importId }) => importId))]);
  await forgetWebhooks(ctx, ids, marks);
  for (const [table, rule] of Object.entries(REGISTER)) await forgetRows(ctx, table, rule, ids);
  await forgetQuotes(ctx, marks, rows);
  await recordErasure(ctx, ids, stands);
  return { contacts: ids.length, importRows: rows.length, uploads };
}

async function readStands(ctx: Ctx, ids: number[]): Promise<Stand[]> {
  const rows = await ctx.db.execute<
    Record<'id' | 'statusId' | 'originId', string> & { ownerId: string | null }
  >(
    sql`
    select id, status_id as "statusId", origin_id as "originId", owner_id as "ownerId" from contacts
    where workspace_id = ${ctx.workspace.id} and id = any(${idList(ids)}::bigint[])`,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    statusId: Number(row.statusId),
    originId: Number(row.originId),
    ownerId: row.ownerId === null ? null : Number(row.ownerId),
  }));
}

async function forgetRows(ctx: Ctx, table: string, rule: TableRule, ids: number[]): Promise<void> {
  const links = rule.contact.map((column) => sql`${sql.identifier(column)} = any(${idList(ids)}::bigint[])`);
  const mine = sql`workspace_id = ${ctx.workspace.id} and (${sql.join(links, sql` or `)})`;
  if (rule.erase === 'delete') {
    await ctx.db.execute(sql`delete from ${sql.identifier(table)} where ${mine}`);
  } else if (rule.erase === 'empty') {
    const personal = Object.keys(rule.columns).filter((name) => isPersonal(rule, name));
    const emptied = personal.map((name) => sql`${sql.identifier(name)} = null`);
    if (emptied.length === 0) return;
    await ctx.db.execute(
      sql`update ${sql.identifier(table)} set ${sql.join(emptied, sql`, `)} where ${mine}`,
    );
  } else if (rule.erase === 'history') {
    const kept = HISTORY_FACTS.map((name) => sql`${name}`);
    await ctx.db.execute(sql`
      select forget_contact_facts(${ctx.workspace.id}, ${idList(ids)}::bigint[], array[${sql.join(kept, sql`, `)}]::text[])`);
  }
}

function isPersonal({ columns }: TableRule, name: string): boolean {
  return columns[name] === 'personal' || columns[name] === 'copy';
}

/** One event closes each history; those of several contacts belong to one act. */
async function recordErasure(ctx: Ctx, ids: number[], stands: Stand[]): Promise<void> {
  const changeId = ids.length > 1 ? randomUUID() : undefined;
  const events = ids.map((contactId) => {
    const stand = stands.find((one) => one.id === contactId);
    const before = stand && { statusId: stand.statusId, originId: stand.originId, ownerId: stand.ownerId };
    return { contactId, kind: 'contact.erased' as const, before, changeId };
  });
  await recordContactEvents(ctx, events);
}
