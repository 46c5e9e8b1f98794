import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { inTransaction, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { judgeArrivals } from './judge-arrivals.ts';

const CONTACTS_AT_ONCE = 500;

/**
 * Gives touches to everybody who wrote before they were a contact and has become one, in all workspaces. Any number of workers may do so at once, and a run cut
 * short is simply run again. Returns how many contacts there were.
 */
export async function judgeAllArrivals(db: Db, signal?: AbortSignal): Promise<number> {
  // Whose talk was taken from its contact again is nobody's, and looked at when somebody gets it.
  await db.execute(sql`
    delete from possible_arrivals p using messages m
    where m.workspace_id = p.workspace_id and m.id = p.message_id and m.contact_id is null`);
  let judged = 0;
  for (;;) {
    const due = await db.execute<{ workspaceId: string; contactId: string }>(sql`
      select distinct p.workspace_id as "workspaceId", m.contact_id as "contactId"
      from (select * from possible_arrivals order by workspace_id, message_id limit ${CONTACTS_AT_ONCE}) p
      join messages m on m.workspace_id = p.workspace_id and m.id = p.message_id
      where m.contact_id is not null order by 1, 2`);
    if (due.length === 0 || signal?.aborted) return judged;
    for (const { workspaceId, contactId } of due) await judgeOne(db, Number(workspaceId), Number(contactId));
    judged += due.length;
  }
}

async function judgeOne(db: Db, workspaceId: number, contactId: number): Promise<void> {
  const [workspace] = await db
    .select(workspaceFacts)
    .from(workspaces)
    .where(sql`${workspaces.id} = ${workspaceId}`);
  if (workspace) await inTransaction(systemCtx(db, workspace), (tx) => judgeArrivals(tx, contactId));
}
