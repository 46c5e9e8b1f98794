import { z } from 'zod';
import { cutText } from '#lib/text.ts';
import type { EditedMessage, MadeReaction, RevokedMessage } from '../conversations/changes.ts';
import { parseContent } from './parse-message.ts';
import { momentOf, type Payload } from './payload.ts';

/** An emoji is one character to people, and up to a few dozen units to computers. */
const LONGEST_EMOJI = 64;

const wamid = z.string().min(1).max(500);
const reaction = z.object({
  message_id: wamid,
  /** Empty or left out: taken back. */
  emoji: z.string().catch('').default(''),
});
const edit = z.object({ original_message_id: wamid, message: z.record(z.string(), z.unknown()) });
const revoke = z.object({ original_message_id: wamid });

/** A reaction to a message; null where it names none. */
export function parseReaction({ value }: Payload, receivedAt: Date): MadeReaction | null {
  const read = reaction.safeParse(value.reaction).data;
  if (!read) return null;
  const at = momentOf(value.timestamp, receivedAt);
  return { wamid: read.message_id, at, emoji: cutText(read.emoji, LONGEST_EMOJI) };
}

/** What somebody made of a message of theirs; null where it names none. */
export function parseEdit({ value }: Payload, receivedAt: Date): EditedMessage | null {
  const read = edit.safeParse(value.edit).data;
  if (!read) return null;
  const { body, content } = parseContent(read.message);
  return { wamid: read.original_message_id, at: momentOf(value.timestamp, receivedAt), body, content };
}

/** A message that somebody took back; null where it names none. */
export function parseRevoke({ value }: Payload, receivedAt: Date): RevokedMessage | null {
  const read = revoke.safeParse(value.revoke).data;
  return read ? { wamid: read.original_message_id, at: momentOf(value.timestamp, receivedAt) } : null;
}
