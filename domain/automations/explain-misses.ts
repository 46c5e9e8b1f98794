import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { MissReason } from '#db/automation-values.ts';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { requireVisible, visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';

const PAGE = 50;

const missesInput = z.object({
  automationId: id.optional(),
  contactId: id.optional(),
  /** The last one of the page before. */
  before: z
    .object({ at: z.iso.datetime({ error: 'invalid' }), source: z.string().max(200, 'invalid') })
    .optional(),
});

export type MissRow = {
  automationId: number;
  automation: string;
  contactId: number;
  /** Null: gone. */
  contact: string | null;
  eventId: number | null;
  source: string;
  reason: MissReason;
  detail: unknown;
  at: Date;
};

/**
 * What fitted the trigger of an automation, or happened to a contact, within 30 days and started nothing; the latest first, 50 at a time. @throws `not_found` for a contact who may not be
 * seen; `forbidden`.
 */
export async function listMisses(ctx: Ctx, input: unknown): Promise<MissRow[]> {
  authorize(ctx, 'automation.read');
  const { automationId, contactId, before } = parseInput(missesInput, input);
  if (contactId !== undefined) await requireVisible(ctx, contactId);
  const rows = await ctx.db.execute<
    Record<'automation_id' | 'contact_id' | 'at', string> & { event_id: string | null } & Pick<
        MissRow,
        'automation' | 'contact' | 'source' | 'reason' | 'detail'
      >
  >(sql`
    select m.automation_id, a.name as automation, m.contact_id, ${contacts.name} as contact, m.event_id, m.source, m.reason, m.detail, m.at
    from automation_misses m
    join automations a on a.workspace_id = m.workspace_id and a.id = m.automation_id
    left join ${contacts} on ${contacts.workspaceId} = m.workspace_id and ${contacts.id} = m.contact_id
    where m.workspace_id = ${ctx.workspace.id}
      ${automationId === undefined ? sql`` : sql`and m.automation_id = ${automationId}`}
      ${contactId === undefined ? sql`` : sql`and m.contact_id = ${contactId}`}
      ${before ? sql`and (m.at, m.source) < (${before.at}::timestamptz, ${before.source})` : sql``}
      and (${contacts.id} is null or ${visibleContacts(ctx) ?? sql`true`})
    order by m.at desc, m.source desc limit ${PAGE}`);
  return [...rows].map((row) => ({
    automationId: Number(row.automation_id),
    automation: row.automation,
    contactId: Number(row.contact_id),
    contact: row.contact,
    eventId: row.event_id === null ? null : Number(row.event_id),
    source: row.source,
    reason: row.reason,
    detail: row.detail,
    at: new Date(row.at),
  }));
}
