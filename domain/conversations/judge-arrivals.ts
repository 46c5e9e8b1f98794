import { sql } from 'drizzle-orm';
import type { MessageType } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Arrival } from '../auto-lead/arrival.ts';
import { readAutoLead } from '../auto-lead/read.ts';
import { decideOrigin, isArrival } from '../auto-lead/rules.ts';
import { addTouch } from '../auto-lead/touches.ts';
import type { AutoLead } from '../auto-lead/types.ts';
import type { Ctx } from '../ctx.ts';
import { type ContactEvent, recordContactEvents } from '../events.ts';
import { readContent } from './content.ts';
import { correctOrigin } from './correct-origin.ts';

/** A message from before its writer was a contact. */
type Past = { id: number; at: Date; isFirst: boolean; arrival: Arrival };

type Row = Record<'id' | 'at' | 'numberId', string> & {
  type: MessageType;
  body: string;
  content: unknown;
  isFirst: boolean;
};

/**
 * Gives a contact the touches of what it wrote before it was one, in the order it was written, as if each message came now: the first one, and every one with an ad or a
 * link. The contact's origin follows where only messages have said it. Locks the contact. Must be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function judgeArrivals(ctx: Ctx, contactId: number): Promise<void> {
  authorize(ctx, 'contact.write');
  await ctx.db.execute(sql`
    select id from contacts where workspace_id = ${ctx.workspace.id} and id = ${contactId} for update`);
  const past = await takePast(ctx, contactId);
  if (past.length === 0) return;
  const autoLead = await readAutoLead(ctx);
  if (autoLead.originId === null) return;
  const events: ContactEvent[] = [];
  for (const one of past) {
    const originId = await judge(ctx, autoLead, contactId, one);
    if (originId !== null && events.length === 0)
      events.push(...(await correctOrigin(ctx, contactId, originId)));
  }
  await recordContactEvents(ctx, events);
}

/** Which origin the touch gives that a message made; null: it made none. */
async function judge(
  ctx: Ctx,
  autoLead: AutoLead,
  contactId: number,
  { id: messageId, at, isFirst, arrival }: Past,
): Promise<number | null> {
  const ruling = decideOrigin(autoLead, arrival);
  if (arrival.referral === null && !isArrival(ruling, { isFirst })) return null;
  await addTouch(ctx, { contactId, messageId, at, arrival, ruling });
  return ruling.originId;
}

async function takePast(ctx: Ctx, contactId: number): Promise<Past[]> {
  const w = ctx.workspace.id;
  const rows = await ctx.db.execute<Row>(sql`
    with first as (
      select id from messages
      where workspace_id = ${w} and contact_id = ${contactId} and direction = 'in'
      order by at, id limit 1
    ), due as (
      delete from possible_arrivals p using messages m
      where p.workspace_id = ${w} and m.workspace_id = p.workspace_id and m.id = p.message_id and m.contact_id = ${contactId}
      returning m.id, m.at, m.type, m.body, m.content, m.conversation_id
    )
    select due.id, due.at, due.type, due.body, due.content, c.number_id as "numberId",
      due.id in (select id from first) as "isFirst"
    from due join conversations c on c.workspace_id = ${w} and c.id = due.conversation_id
    where not exists (select from touches t where t.workspace_id = ${w} and t.message_id = due.id)
    order by due.at, due.id`);
  return rows.map(({ id, at, isFirst, type, body, content, numberId }) => ({
    id: Number(id),
    at: new Date(at),
    isFirst,
    arrival: {
      numberId: Number(numberId),
      text: body.slice(0, 4_096).toWellFormed(),
      referral: readContent(type, content).referral,
    },
  }));
}
