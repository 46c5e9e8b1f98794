import { eq } from 'drizzle-orm';
import { beforeAll } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

type Office = { company: TestWorkspace; other: TestWorkspace };

/** A database for the test file with two companies in it; ask for them inside tests. */
export function useOffice(): () => Office {
  const { db } = useDatabase();
  let office: Office | undefined;
  beforeAll(async () => {
    office = { company: await makeWorkspace(db()), other: await makeWorkspace(db()) };
  });
  return () => {
    if (!office) throw new Error('ask for the office inside a test');
    return office;
  };
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
  const error = await promise.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof DomainError) return error;
  throw error;
}
