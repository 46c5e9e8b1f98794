import { and, eq, isNull } from 'drizzle-orm';
import { groups } from '#db/schema/groups.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** What ids stand for in a file; ids as the database writes them. */
type Named = ReadonlyMap<string, string>;
export type Names = { statuses: Named; origins: Named; owners: Named; groups: Named };

/** The words of a file for every status, origin, member and group, those that are no longer chosen from included. @throws `forbidden` */
export async function readNames(ctx: Ctx): Promise<Names> {
  authorize(ctx, 'contact.export');
  const named = (table: typeof statuses | typeof origins) =>
    ctx.db
      .select({ id: table.id, name: table.name })
      .from(table)
      .where(eq(table.workspaceId, ctx.workspace.id));
  const [statusRows, originRows, owners, groupRows] = await Promise.all([
    named(statuses),
    named(origins),
    ctx.db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        deactivatedAt: memberships.deactivatedAt,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.workspaceId, ctx.workspace.id)),
    ctx.db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.workspaceId, ctx.workspace.id), isNull(groups.deletedAt))),
  ]);
  return {
    statuses: byId(statusRows),
    origins: byId(originRows),
    owners: ownerWords(owners.map(({ deactivatedAt, ...owner }) => ({ ...owner, isActive: !deactivatedAt }))),
    groups: byId(groupRows.map(({ id, name }) => ({ id, name: groupWord(name) }))),
  };
}

const byId = (rows: { id: number; name: string }[]): Named =>
  new Map(rows.map(({ id, name }) => [String(id), name]));

type Owner = { id: number; name: string; email: string; isActive: boolean };

/** Each by name, but by e-mail where an import would take the name for somebody else. Pure. */
export function ownerWords(owners: readonly Owner[]): Map<string, string> {
  const holders = new Map<string, number>();
  for (const { name, isActive } of owners)
    if (isActive) holders.set(nameKey(name), (holders.get(nameKey(name)) ?? 0) + 1);
  return new Map(
    owners.map(({ id, name, email, isActive }) => {
      const others = (holders.get(nameKey(name)) ?? 0) - (isActive ? 1 : 0);
      return [String(id), others > 0 ? email : name];
    }),
  );
}

/** A group among others in a cell, as `splitGroups` takes it apart: in quotes where it holds what separates them. Pure. */
export function groupWord(name: string): string {
  return /[,;|"]|:::|^\*/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
