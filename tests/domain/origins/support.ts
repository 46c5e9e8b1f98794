import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll } from 'vitest';
import { type Connection, connect } from '#db/client.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

type Office = { company: TestWorkspace; other: TestWorkspace; statusId: number };

/** A database for the test file with two companies in it; ask for them inside tests. */
export function useOffice(): () => Office {
  let database: TestDatabase | undefined;
  let connection: Connection | undefined;
  let office: Office | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = connect(database.url);
    const company = await makeWorkspace(connection.db);
    const other = await makeWorkspace(connection.db);
    office = { company, other, statusId: await company.addStatus('Novo', { isDefault: true }) };
  });
  afterAll(async () => {
    await connection?.close();
    await database?.drop();
  });
  return () => {
    if (!office) throw new Error('ask for the office inside a test');
    return office;
  };
}

export async function addContact(ctx: Ctx, originId: number, statusId: number): Promise<number> {
  const [contact] = await ctx.db
    .insert(contacts)
    .values({ workspaceId: ctx.workspace.id, firstName: 'Ana', originId, statusId })
    .returning({ id: contacts.id });
  if (!contact) throw new Error('no contact');
  return contact.id;
}

export async function originOf(ctx: Ctx, contactId: number): Promise<number | undefined> {
  const [row] = await ctx.db
    .select({ originId: contacts.originId })
    .from(contacts)
    .where(eq(contacts.id, contactId));
  return row?.originId;
}

/** What a refused promise was refused with. */
export async function refusal(promise: Promise<unknown>): Promise<DomainError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Waits until a statement of another connection stands waiting for a lock. */
export async function untilSomeoneWaits(ctx: Ctx): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const [row] = await ctx.db.execute(sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    if (row) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody waited');
}
