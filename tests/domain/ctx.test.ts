import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { statuses } from '#db/schema/statuses.ts';
import { inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../support/connect.ts';
import { makeWorkspace } from '../support/workspace.ts';

const { db } = useDatabase();

test('of two transactions in each other’s way, both take effect in the end', async () => {
  const workspace = await makeWorkspace(db());
  const one = await workspace.addStatus('Um');
  const two = await workspace.addStatus('Dois');
  let isFirstHolding = 0;
  const bothHold = async () => {
    isFirstHolding += 1;
    for (let n = 0; n < 100 && isFirstHolding < 2; n++)
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const touch = (first: number, second: number) =>
    inTransaction(workspace.admin, async (tx) => {
      const grow = (id: number) =>
        tx.db
          .update(statuses)
          .set({ version: sql`${statuses.version} + 1` })
          .where(eq(statuses.id, id));
      await grow(first);
      await bothHold();
      await grow(second);
    });
  await Promise.all([touch(one, two), touch(two, one)]);
  const versions = await db()
    .select({ version: statuses.version })
    .from(statuses)
    .where(eq(statuses.workspaceId, workspace.id));
  expect(versions).toEqual([{ version: 3 }, { version: 3 }]);
});
