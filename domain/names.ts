import { sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

/** Which kind of thing a name ending in id (or by) leads to. */
const KINDS: Record<string, string> = {
  statusId: 'status',
  originId: 'origin',
  ownerId: 'member',
  actorId: 'member',
  addedBy: 'member',
  recordedBy: 'member',
  revokedBy: 'member',
  deletedBy: 'member',
  mergedBy: 'member',
  dismissedBy: 'member',
  groupId: 'group',
  fieldId: 'field',
  choiceId: 'choice',
  importId: 'import',
  contactsTo: 'member',
  personId: 'member',
  reopenStatusId: 'status',
  userId: 'member',
};

/** What the things are called that rows lead to, by kind and id. */
export type Names = ReadonlyMap<string, string>;

/** The names of everything in the workspace that a person's data may lead to. */
export async function readNames(ctx: Ctx): Promise<Names> {
  const w = ctx.workspace.id;
  const rows = await ctx.db.execute<{ kind: string; id: string; name: string }>(sql`
    select 'status' as kind, id, name from statuses where workspace_id = ${w}
    union all select 'origin', id, name from origins where workspace_id = ${w}
    union all select 'group', id, name from groups where workspace_id = ${w}
    union all select 'field', id, name from fields where workspace_id = ${w}
    union all select 'choice', id, name from field_choices where workspace_id = ${w}
    union all select 'import', id, file_name from imports where workspace_id = ${w}
    union all
    select 'member', u.id, u.name from memberships m join users u on u.id = m.user_id where m.workspace_id = ${w}`);
  return new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
}

/** `value` with names in camelCase and, beside each id that leads to something with a name, that name: `statusId: 3, status: "Novo"`. */
export function withNames(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((one) => withNames(one, names));
  if (typeof value !== 'object' || value === null) return value;
  const told: Record<string, unknown> = {};
  for (const [column, one] of Object.entries(value)) {
    const key = camelCase(column);
    told[key] = withNames(one, names);
    const name = nameOf(key, one, names);
    if (name !== undefined) told[key.endsWith('Id') ? key.slice(0, -2) : `${key}Name`] = name;
  }
  return told;
}

/** What the thing is called that a fact leads to, when it does. */
export function nameOf(fact: string, value: unknown, names: Names): string | undefined {
  return typeof value === 'number' ? names.get(`${KINDS[fact]} ${value}`) : undefined;
}

/** `contact_events` as `contactEvents`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
