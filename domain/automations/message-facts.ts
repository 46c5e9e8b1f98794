import { sql } from 'drizzle-orm';
import type { MessageFacts } from './trigger-rules.ts';

/** Of a query with `MESSAGE_OF_EVENT` in it. */
export type MessageRow = {
  body: string | null;
  message_at: string | null;
  received_at: string | null;
  previous_at: string | null;
};

export const MESSAGE_COLUMNS = sql`m.body, m.at as message_at, m.received_at, p.at as previous_at`;

/** Joins to events `e` the message that they tell of, and the one that the same person wrote before. */
export const MESSAGE_OF_EVENT = sql`
  left join messages m on m.workspace_id = e.workspace_id and e.kind = 'contact.message_received'
    and m.id = (e.after ->> 'messageId')::bigint
  left join lateral (
    select at from messages
    where workspace_id = m.workspace_id and contact_id = e.contact_id and direction = 'in' and (at, id) < (m.at, m.id)
    order by at desc, id desc limit 1
  ) p on true`;

/** The message of a row; null: it has none. */
export function messageOf({ body, message_at, received_at, previous_at }: MessageRow): MessageFacts | null {
  if (body === null || message_at === null || received_at === null) return null;
  return {
    text: body,
    at: new Date(message_at),
    receivedAt: new Date(received_at),
    previousAt: previous_at === null ? null : new Date(previous_at),
  };
}
