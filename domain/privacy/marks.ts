import { sql } from 'drizzle-orm';
import { phoneVariants } from '#lib/phone.ts';
import type { Ctx } from '../ctx.ts';
import { idList } from './person.ts';

/** What a person can be recognised by in text that others wrote: phones (E.164 digits, all spellings), e-mails and the like, and names. */
export type Marks = { phones: string[]; words: string[]; names: string[] };

/** A shorter name, or a single one, is many people's. */
const NAME_WORDS_MIN = 2;
const NAME_LETTERS_MIN = 6;

/**
 * Collects the marks of the contacts `ids` from everything that is kept of them: what they are recognised by now, what the trash and merges
 * keep, and what their history says they had before.
 */
export async function collectMarks(ctx: Ctx, ids: number[]): Promise<Marks> {
  const mine = sql`workspace_id = ${ctx.workspace.id} and contact_id = any(${idList(ids)}::bigint[])`;
  const merged = sql`workspace_id = ${ctx.workspace.id} and from_id = any(${idList(ids)}::bigint[])`;
  const rows = await ctx.db.execute<{ kind: string; value: string }>(sql`
    with held as (
      select to_jsonb(c) as contact from contacts c
      where c.workspace_id = ${ctx.workspace.id} and c.id = any(${idList(ids)}::bigint[])
      union all select contact from contact_trash where ${mine}
      union all select taken -> 'contact' from contact_merges where ${merged}
    ), found as (
      select kind, value from contact_identities where ${mine}
      union all
      select i ->> 'kind', i ->> 'value' from contact_trash, jsonb_array_elements(identities) i where ${mine}
      union all
      select i ->> 'kind', i ->> 'value' from contact_merges, jsonb_array_elements(taken -> 'identities') i where ${merged}
      union all
      select key, facts ->> key from contact_events
      cross join lateral (values (before), (after)) as side (facts)
      cross join (values ('phone'), ('email')) as field (key)
      where ${mine}
      union all select 'phone', contact ->> 'phone' from held
      union all select 'email', contact ->> 'email' from held
      union all select 'name', trim(concat_ws(' ', contact ->> 'first_name', contact ->> 'last_name')) from held
    )
    select distinct kind, value from found where value <> ''`);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value }) => value);
  const phones = of('phone').flatMap(phoneVariants);
  const words = [...of('email').map((email) => email.toLowerCase()), ...of('whatsapp_user')];
  return { phones: [...new Set(phones)], words: [...new Set(words)], names: of('name').filter(isTelling) };
}

function isTelling(name: string): boolean {
  return name.length >= NAME_LETTERS_MIN && name.split(' ').length >= NAME_WORDS_MIN;
}
