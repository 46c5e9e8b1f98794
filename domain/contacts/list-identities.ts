import { sql } from 'drizzle-orm';
import type { IdentityKind, IdentitySource } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { contactInput } from './input.ts';
import { lineageOf } from './lineage.ts';
import { requireVisible } from './where.ts';

/** What a contact is recognised by, and how we know. */
export type ContactIdentity = {
  kind: IdentityKind;
  value: string;
  /** The one that is shown and written to. */
  isMain: boolean;
  source: IdentitySource;
  /** Who wrote it, and in which file it stood. */
  addedByName: string | null;
  fileName: string | null;
  /** Whom it came along with, when that contact was merged into this one. */
  mergedFrom: { id: number; name: string } | null;
  since: Date;
};

type Row = Omit<ContactIdentity, 'mergedFrom' | 'since'> & { since: string };

/** A contact's phones, e-mails and WhatsApp users: phones first, main ones first, then the oldest. @throws `not_found`; `forbidden`. */
export async function listIdentities(ctx: Ctx, input: unknown): Promise<ContactIdentity[]> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  await requireVisible(ctx, id);
  const rows = await ctx.db.execute<Row>(sql`
    select i.kind, i.value, i.source, i.created_at as since, u.name as "addedByName",
      case i.kind when 'phone' then i.value = c.phone when 'email' then i.value = lower(c.email) else false end is true as "isMain",
      case when i.source = 'import' then f.file_name end as "fileName"
    from contact_identities i
    join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
    left join users u on u.id = i.added_by
    left join imports f on f.workspace_id = i.workspace_id and f.id = i.source_id
    where i.workspace_id = ${ctx.workspace.id} and i.contact_id = ${id}
    order by array_position(array['phone', 'email', 'whatsapp_user'], i.kind), "isMain" desc, i.created_at, i.value`);
  const origins = await mergedOrigins(ctx, id);
  return rows.map((row) => ({
    ...row,
    since: new Date(row.since),
    mergedFrom: origins.get(`${row.kind} ${row.value}`) ?? null,
  }));
}

/** By `kind value`: whom an identity belonged to before the first of the merges that brought it here. */
async function mergedOrigins(ctx: Ctx, id: number): Promise<Map<string, { id: number; name: string }>> {
  const merged = await lineageOf(ctx, id);
  if (merged.length === 0) return new Map();
  const ids = sql.param(merged.map((one) => one.mergeId));
  const rows = await ctx.db.execute<{ mergeId: string; kind: string; value: string }>(sql`
    select m.id as "mergeId", i.kind, i.value
    from contact_merges m, jsonb_to_recordset(m.taken -> 'identities') as i (kind text, value text)
    where m.workspace_id = ${ctx.workspace.id} and m.id = any(${ids}::bigint[])
    order by m.id desc`);
  const origins = new Map<string, { id: number; name: string }>();
  for (const { mergeId, kind, value } of rows) {
    const merge = merged.find((one) => one.mergeId === Number(mergeId));
    if (merge) origins.set(`${kind} ${value}`, { id: merge.fromId, name: merge.name });
  }
  return origins;
}
