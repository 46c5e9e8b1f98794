import { sql } from 'drizzle-orm';
import type { TouchKind } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import { contactInput } from '../contacts/input.ts';
import { requireVisible } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { readArrival } from './arrival.ts';
import { originNames } from './origin-names.ts';

/** One piece of evidence of where a contact came from, in words. */
export type Touch = {
  id: number;
  kind: TouchKind;
  at: Date;
  originId: number;
  originName: string;
  /** What it gave before the rules were applied again; null: they never were, or said the same. */
  formerOriginName: string | null;
  /** The rule that decided, while it is there. */
  ruleId: number | null;
  linkName: string | null;
  /** What the person wrote; empty where it was erased. */
  text: string;
  ad: { id: string; headline: string; body: string; url: string; sourceType: string; ref: string } | null;
  /** The number of ours that they wrote to. */
  phone: string | null;
};

export type Touches = { total: number; first: Touch | null; newest: Touch[] };

const SHOWN = 50;

type Row = Record<'id' | 'originId' | 'at', string> & {
  kind: TouchKind;
  ruleId: string | null;
  linkName: string | null;
  formerId: string | null;
  evidence: unknown;
  phone: string | null;
  total: number;
};

/**
 * The touches of a contact, newest first; the first one besides.
 * @throws `not_found` (also for one that whoever asks may not see), `forbidden`.
 */
export async function listTouches(ctx: Ctx, input: unknown): Promise<Touches> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  await requireVisible(ctx, id);
  const [newest, oldest, names] = await Promise.all([
    readTouches(ctx, id, 'desc', SHOWN),
    readTouches(ctx, id, 'asc', 1),
    originNames(ctx),
  ]);
  const shown = (row: Row): Touch => {
    const former = row.formerId === null ? null : names(Number(row.formerId));
    const { originId, originName } = names(Number(row.originId));
    return {
      id: Number(row.id),
      kind: row.kind,
      at: new Date(row.at),
      originId,
      originName,
      formerOriginName: former && former.originId !== originId ? former.originName : null,
      ruleId: row.ruleId === null ? null : Number(row.ruleId),
      linkName: row.linkName,
      ...evidenceOf(row.evidence),
      phone: row.phone,
    };
  };
  const [first] = oldest;
  return { total: first?.total ?? 0, first: first ? shown(first) : null, newest: newest.map(shown) };
}

function readTouches(ctx: Ctx, contactId: number, order: 'asc' | 'desc', limit: number): Promise<Row[]> {
  const way = sql.raw(order);
  return ctx.db.execute<Row>(sql`
    select t.id, t.origin_id as "originId", t.kind, t.at, r.id as "ruleId", l.name as "linkName",
      former.origin_id as "formerId", t.evidence, n.display_phone as phone, count(*) over ()::int as total
    from touches t
    left join origin_rules r on r.workspace_id = t.workspace_id and r.id = t.rule_id
    left join tracked_links l on l.workspace_id = t.workspace_id and l.id = t.link_id
    left join touches former on former.workspace_id = t.workspace_id and former.id = t.supersedes_id
    left join whatsapp_numbers n on n.workspace_id = t.workspace_id and n.id = case
      when jsonb_typeof(t.evidence -> 'numberId') = 'number' then (t.evidence ->> 'numberId')::bigint end
    where t.workspace_id = ${ctx.workspace.id} and t.contact_id = ${contactId}
      and not exists (select from touches later where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
    order by t.at ${way}, t.id ${way} limit ${limit}`);
}

function evidenceOf(stored: unknown): Pick<Touch, 'text' | 'ad'> {
  const arrival = readArrival(stored);
  const { referral = null } = arrival ?? {};
  return {
    text: arrival?.text ?? '',
    ad: referral && {
      id: referral.sourceId,
      headline: referral.headline,
      body: referral.body,
      url: referral.sourceUrl,
      sourceType: referral.sourceType,
      ref: referral.ref,
    },
  };
}
