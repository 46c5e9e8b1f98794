import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readAnswers } from '../fields/answers.ts';
import type { Belongings } from './cells.ts';
import type { ExportColumnKey } from './columns.ts';

type Wanted = { keys: readonly ExportColumnKey[]; fieldIds: number[] };

/** What stands beside some contacts, one query for each kind of it that the chosen columns need. @throws `forbidden` */
export async function readBeside(ctx: Ctx, ids: readonly string[], wanted: Wanted): Promise<Belongings> {
  authorize(ctx, 'contact.export');
  const has = (key: ExportColumnKey) => wanted.keys.includes(key);
  const [groups, phones, emails, answers] = await Promise.all([
    has('groups') ? readGroups(ctx, ids) : [],
    has('otherPhones') ? readOthers(ctx, ids, 'phone') : [],
    has('otherEmails') ? readOthers(ctx, ids, 'email') : [],
    readAnswers(ctx, ids.map(Number), wanted.fieldIds),
  ]);
  return { groups: listed(groups), phones: listed(phones), emails: listed(emails), answers };
}

type Pair = { id: string; value: string };

function listed(pairs: Iterable<Pair>): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { id, value } of pairs) {
    const known = lists.get(id);
    if (known) known.push(value);
    else lists.set(id, [value]);
  }
  return lists;
}

const asArray = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::bigint[]`;

function readGroups(ctx: Ctx, ids: readonly string[]): Promise<Pair[]> {
  return ctx.db.execute<Pair>(sql`
    select contact_id as id, group_id as value from group_members
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${asArray(ids)})`);
}

/** What else leads to them than their main phone or e-mail, oldest first. */
function readOthers(ctx: Ctx, ids: readonly string[], kind: 'phone' | 'email'): Promise<Pair[]> {
  const main = kind === 'phone' ? sql`c.phone` : sql`lower(c.email)`;
  return ctx.db.execute<Pair>(sql`
    select i.contact_id as id, i.value
    from contact_identities i join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
    where i.workspace_id = ${ctx.workspace.id} and i.contact_id = any(${asArray(ids)}) and i.kind = ${kind}
      and i.value is distinct from ${main}
    order by i.created_at, i.value`);
}
