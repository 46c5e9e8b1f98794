import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { seenWorkspaces } from '../webhooks/seen.ts';
import type { Marks } from './marks.ts';
import { idList } from './person.ts';
import { needlesOf } from './rules.ts';

/**
 * Empties what webhooks told of a person, also what nobody could say whose it is, and the posts that it came with; and lets go of what they wrote before
 * they were a contact. Posts hold several people's: what theirs told has been taken out of them before. Reads all that is kept (30 days): seconds for a
 * million.
 */
export async function forgetWebhooks(ctx: Ctx, ids: number[], marks: Marks): Promise<void> {
  const w = ctx.workspace.id;
  const names = [...marks.phones, ...marks.words];
  const list = (texts: string[]) =>
    sql`array[${sql.join(
      texts.map((text) => sql`${text}`),
      sql`, `,
    )}]::text[]`;
  await ctx.db.execute(sql`
    delete from conversations
    where workspace_id = ${w} and contact_id is null and (user_id = any(${list(names)}) or phone = any(${list(names)}))`);
  const said = needlesOf({ ...marks, phones: [], words: [] });
  const theirs = idList(ids);
  const emptied = await ctx.db.execute<{ postId: string }>(sql`
    update webhook_items i set payload = null, waits_for = null, wamid = null
    where i.workspace_id in (${sql.join(await seenWorkspaces(ctx), sql`, `)}) and i.payload is not null and (
      i.contact_id = any(${theirs}::bigint[])
      or exists (
        select from messages m
        where m.workspace_id = i.workspace_id and m.id = i.message_id and m.contact_id = any(${theirs}::bigint[]))
      or i.payload like any (${list(names.map((name) => `%"${name}"%`))})
      or i.contact_id is null and ${said.length > 0}
        and translate(lower(i.payload), ' ()-.+/', '') like any (${list(said.map((name) => `%${name}%`))}))
    returning i.post_id as "postId"`);
  const posts = idList([...new Set(emptied.map(({ postId }) => Number(postId)))]);
  await ctx.db.execute(sql`
    update webhook_posts p set body = ''
    where p.split_at is not null and (
      p.id = any(${posts}::bigint[])
      or exists (
        select from unnest(${list(names)}) as held (name)
        where position(convert_to('"' || held.name || '"', 'UTF8') in p.body) > 0))`);
}
