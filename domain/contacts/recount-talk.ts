import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { runText } from '../sql-text.ts';
import { recountSql } from './recount-sql.ts';

/**
 * Works out again what a conversation tells of its messages, after some of them came from or went to another one, or one of ours was taken back or
 * failed. For callers within a transaction of their own, who have locked its row or do so by this.
 * @throws `forbidden`.
 */
export async function recountTalk(ctx: Ctx, id: number): Promise<void> {
  authorize(ctx, 'conversation.read');
  await runText(ctx, recountSql('$2'), [ctx.workspace.id, id]);
}

/**
 * The same for all conversations of some contacts, which are locked.
 * @throws `forbidden`.
 */
export async function recountTalksOf(ctx: Ctx, contactIds: number[]): Promise<void> {
  authorize(ctx, 'conversation.read');
  const theirs = 'select id from conversations where workspace_id = $1 and contact_id = any($2::bigint[])';
  await runText(ctx, recountSql(theirs), [ctx.workspace.id, `{${contactIds.join(',')}}`]);
}

/**
 * The same for many conversations, whose rows are locked by this: in the order of their ids, so that two who do so wait for one another.
 * @throws `forbidden`.
 */
export async function recountTalks(ctx: Ctx, ids: readonly number[]): Promise<void> {
  authorize(ctx, 'conversation.read');
  const all = `{${ids.join(',')}}`;
  await ctx.db.execute(sql`
    select count(*) from (
      select id from conversations where workspace_id = ${ctx.workspace.id} and id = any(${all}::bigint[])
      order by id for no key update) as held`);
  await runText(ctx, recountSql('select unnest($2::bigint[])'), [ctx.workspace.id, all]);
}
