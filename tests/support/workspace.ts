import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contactEvents, workspaceEvents } from '#db/schema/events.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Role, SalesScope, StatusKind } from '#db/values.ts';
import { type Ctx, makeCtx } from '#domain/ctx.ts';
import { nameKey } from '#lib/text.ts';

let made = 0;

export type TestWorkspace = {
  id: number;
  admin: Ctx;
  manager: Ctx;
  sales: Ctx;
  /** A ctx for one more member. */
  addMember(role: Role, name?: string): Promise<Ctx>;
  addStatus(
    name: string,
    options?: { colour?: string; kind?: StatusKind; isDefault?: boolean },
  ): Promise<number>;
  addOrigin(name: string): Promise<number>;
};

/** A workspace of its own with one member of each role and nothing else. */
export async function makeWorkspace(
  db: Db,
  options: { salesScope?: SalesScope } = {},
): Promise<TestWorkspace> {
  const [workspace] = await db
    .insert(workspaces)
    .values({ name: `Empresa ${++made}`, ...options })
    .returning();
  if (!workspace) throw new Error('no workspace');
  const { id } = workspace;
  const addMember = async (role: Role, name = `Pessoa ${role}`): Promise<Ctx> => {
    const email = `${role}-${++made}-${process.pid}@test.local`;
    const [user] = await db.insert(users).values({ email, name }).returning();
    if (!user) throw new Error('no user');
    await db.insert(memberships).values({ workspaceId: id, userId: user.id, role });
    return makeCtx({ db, workspace, actor: { kind: 'member', userId: user.id, role } });
  };
  return {
    id,
    admin: await addMember('admin'),
    manager: await addMember('manager'),
    sales: await addMember('sales'),
    addMember,
    addStatus: (name, facts) => addStatus(db, id, name, facts),
    addOrigin: (name) => addOrigin(db, id, name),
  };
}

async function addStatus(
  db: Db,
  workspaceId: number,
  name: string,
  facts: { colour?: string; kind?: StatusKind; isDefault?: boolean } = {},
): Promise<number> {
  const [status] = await db
    .insert(statuses)
    .values({ workspaceId, name, nameKey: nameKey(name), colour: '#3b82f6', position: ++made, ...facts })
    .returning();
  if (!status) throw new Error('no status');
  return status.id;
}

async function addOrigin(db: Db, workspaceId: number, name: string): Promise<number> {
  const [origin] = await db
    .insert(origins)
    .values({ workspaceId, name, nameKey: nameKey(name) })
    .returning();
  if (!origin) throw new Error('no origin');
  return origin.id;
}

/** Everything recorded about statuses, origins, members of a workspace, oldest first. */
export function workspaceEventsOf(ctx: Ctx) {
  return ctx.db
    .select()
    .from(workspaceEvents)
    .where(eq(workspaceEvents.workspaceId, ctx.workspace.id))
    .orderBy(workspaceEvents.id);
}

/** Everything recorded about one contact, oldest first. */
export function contactEventsOf(ctx: Ctx, contactId: number) {
  return ctx.db
    .select()
    .from(contactEvents)
    .where(and(eq(contactEvents.workspaceId, ctx.workspace.id), eq(contactEvents.contactId, contactId)))
    .orderBy(contactEvents.id);
}
