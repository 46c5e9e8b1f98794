import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../ctx.ts';
import { joinTalks } from './join-talks.ts';

const ids = z.array(z.number());

/** What a merge remembers of conversations and touches, so that a split gives back what went over. */
export const takenTalk = z.object({
  /** Conversations that went over whole. */
  moved: ids,
  /** Those whose messages joined one that the other contact had with the same number: the row as it was, and its messages. */
  joined: z.array(z.object({ row: z.looseObject({ id: z.number() }), messages: ids })),
  touches: ids,
  /** Whether it waited for an owner, and why. */
  queue: z.looseObject({ reason: z.string() }).nullable(),
});
export type TakenTalk = z.output<typeof takenTalk>;

type Talk = { id: number; otherId: number | null; row: unknown };

/**
 * Gives all that one locked contact and we have written to each other, and how it arrived, to another one; two conversations with one number become one.
 * For siblings.
 */
export async function moveTalk(ctx: Ctx, intoId: number, fromId: number): Promise<TakenTalk> {
  const w = ctx.workspace.id;
  const taken: TakenTalk = { moved: [], joined: [], touches: [], queue: null };
  for (const { id, otherId, row } of await talksOf(ctx, intoId, fromId)) {
    if (otherId === null) {
      await ctx.db.execute(
        sql`update conversations set contact_id = ${intoId} where workspace_id = ${w} and id = ${id}`,
      );
      taken.moved.push(id);
    } else {
      const messages = await idsOf(
        ctx,
        sql`select id from messages where workspace_id = ${w} and conversation_id = ${id} order by id`,
      );
      await joinTalks(ctx, otherId, id);
      taken.joined.push({ row: row as TakenTalk['joined'][number]['row'], messages });
    }
  }
  await ctx.db.execute(sql`
    update messages set contact_id = ${intoId} where workspace_id = ${w} and contact_id = ${fromId}`);
  taken.touches = await idsOf(
    ctx,
    sql`update touches set contact_id = ${intoId} where workspace_id = ${w} and contact_id = ${fromId} returning id`,
  );
  const [queued] = await ctx.db.execute<{ row: TakenTalk['queue'] }>(sql`
    with gone as (delete from lead_queue where workspace_id = ${w} and contact_id = ${fromId} returning *),
    kept as (
      insert into lead_queue (workspace_id, contact_id, reason, since)
      select workspace_id, ${intoId}, reason, since from gone on conflict do nothing)
    select to_jsonb(gone) - 'workspace_id' - 'contact_id' as row from gone`);
  return { ...taken, queue: queued?.row ?? null };
}

/** The conversations of `fromId`, each with the one that `intoId` has with the same number; both locked. */
async function talksOf(ctx: Ctx, intoId: number, fromId: number): Promise<Talk[]> {
  const w = ctx.workspace.id;
  await ctx.db.execute(sql`
    select id from conversations
    where workspace_id = ${w} and contact_id in (${intoId}, ${fromId}) order by id for update`);
  const rows = await ctx.db.execute<{ id: string; otherId: string | null; row: unknown }>(sql`
    select c.id, other.id as "otherId", to_jsonb(c) as row from conversations c
    left join conversations other
      on other.workspace_id = c.workspace_id and other.number_id = c.number_id and other.contact_id = ${intoId}
    where c.workspace_id = ${w} and c.contact_id = ${fromId} order by c.id`);
  return rows.map(({ id, otherId, row }) => ({
    id: Number(id),
    otherId: otherId === null ? null : Number(otherId),
    row,
  }));
}

async function idsOf(ctx: Ctx, query: ReturnType<typeof sql>): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: string }>(query);
  return rows.map(({ id }) => Number(id));
}
