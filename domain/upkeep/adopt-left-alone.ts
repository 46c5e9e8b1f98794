import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { adoptWhereKnown } from '../contacts/adopt-talks.ts';
import { variantsOf } from '../contacts/one-spelling.ts';
import { inTransaction, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

const AT_ONCE = 500;

/**
 * Gives conversations that stand alone to the contacts that their people have become, in all workspaces: those from before writers of identities did so
 * themselves. Returns how many there were. Starts from conversations without a contact, which are few where messages become leads.
 */
export async function adoptLeftAlone(db: Db): Promise<number> {
  let adopted = 0;
  for (let after = 0; ; ) {
    const found = await readLeftAlone(db, after);
    for (const { workspaceId, userId, phone } of found) {
      const [workspace] = await db
        .select(workspaceFacts)
        .from(workspaces)
        .where(sql`${workspaces.id} = ${workspaceId}`);
      if (workspace)
        await inTransaction(systemCtx(db, workspace), (tx) => adoptWhereKnown(tx, { userId, phone }));
    }
    adopted += found.length;
    after = Number(found.at(-1)?.id);
    if (found.length < AT_ONCE) return adopted;
  }
}

type LeftAlone = { id: string; workspaceId: string; userId: string | null; phone: string | null };

/** Known as a message of theirs would be: by the id, the phone, or the phone's other spelling. */
function readLeftAlone(db: Db, after: number): Promise<LeftAlone[]> {
  const others = sql.raw(variantsOf('c.phone'));
  return db.execute<LeftAlone>(sql`
    select c.id, c.workspace_id as "workspaceId", c.user_id as "userId", c.phone from conversations c
    where c.contact_id is null and c.id > ${after} and exists (
      select from contact_identities i
      where i.workspace_id = c.workspace_id and (
        i.kind = 'whatsapp_user' and i.value = c.user_id
        or i.kind = 'phone' and i.value = any (array[c.phone] || ${others})))
    order by c.id limit ${AT_ONCE}`);
}
