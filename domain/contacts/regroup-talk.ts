import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';

/** Two contacts that share out what was written. `since`: what came before is told by `ids` alone. */
type Sharing = {
  /** Whose messages `ids` are. */
  toId: number;
  otherId: number;
  ids: number[];
  since: Date | null;
};

/**
 * Gives each of two locked contacts the messages by which they were recognised: those in `ids`, and those that came by a phone or an id that is theirs now. An
 * answer of ours goes where all that it could answer goes. Touches go with their messages. `settleTalks` is to follow. For siblings.
 */
export async function regroupTalk(ctx: Ctx, { toId, otherId, ids, since }: Sharing): Promise<void> {
  const w = ctx.workspace.id;
  const list = sql`${`{${ids.join(',')}}`}::bigint[]`;
  const after = since === null ? sql`true` : sql`m.received_at > ${since.toISOString()}::timestamptz`;
  const holds = (contactId: number) => sql`exists (
    select from contact_identities i
    where i.workspace_id = m.workspace_id and i.contact_id = ${contactId} and i.value = m.matched_value)`;
  // Which messages have to go, and where; then answers, where every message of a person's goes to the same one.
  const moves = await ctx.db.execute<Move>(sql`
    with own as (
      select m.id, m.contact_id, m.direction, m.conversation_id, c.number_id,
        case
          when m.id = any(${list}) then ${toId}::bigint
          when m.direction = 'in' and ${after} and ${holds(toId)} then ${toId}::bigint
          when m.direction = 'in' and ${after} and ${holds(otherId)} then ${otherId}::bigint
        end as wanted
      from messages m
      join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
      where m.workspace_id = ${w} and m.contact_id in (${toId}, ${otherId})
    ), whole as (
      select conversation_id, min(wanted) as wanted from own where direction = 'in'
      group by conversation_id having count(wanted) = count(*) and min(wanted) = max(wanted)
    )
    select own.id, own.conversation_id, own.number_id, coalesce(own.wanted, whole.wanted) as contact_id
    from own left join whole using (conversation_id)
    where coalesce(own.wanted, whole.wanted) <> own.contact_id
    order by own.id`);
  if (moves.length > 0) await move(ctx, moves);
}

type Move = Record<'id' | 'conversation_id' | 'number_id' | 'contact_id', string>;

async function move(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  const w = ctx.workspace.id;
  const regrouped = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
    as r (id bigint, conversation_id bigint, number_id bigint, contact_id bigint)`;
  await ctx.db.execute(sql`
    insert into conversations (workspace_id, number_id, contact_id, last_message_at, profile_name, user_id, phone)
    select distinct on (r.number_id, r.contact_id) ${w}::bigint, r.number_id, r.contact_id, c.last_message_at,
      c.profile_name, c.user_id, c.phone
    from ${regrouped} join conversations c on c.workspace_id = ${w} and c.id = r.conversation_id
    order by r.number_id, r.contact_id, r.id
    on conflict do nothing`);
  await ctx.db.execute(sql`
    update messages m set contact_id = r.contact_id, conversation_id = c.id
    from ${regrouped}
    join conversations c on c.workspace_id = ${w} and c.number_id = r.number_id and c.contact_id = r.contact_id
    where m.workspace_id = ${w} and m.id = r.id`);
  await ctx.db.execute(sql`
    delete from conversations c using ${regrouped}
    where c.workspace_id = ${w} and c.id = r.conversation_id and not exists (
      select from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id)`);
  await ctx.db.execute(sql`
    update touches t set contact_id = r.contact_id from ${regrouped}
    where t.workspace_id = ${w} and t.message_id = r.id`);
}
