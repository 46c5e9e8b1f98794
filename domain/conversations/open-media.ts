import { z } from 'zod';
import { cleanLine, cutText } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { graphFor } from '../whatsapp/access.ts';
import { callGraph } from '../whatsapp/graph.ts';
import { readContent } from './content.ts';
import { messageInput } from './input.ts';
import { findConversation, findMessage, type MessageRow } from './internal.ts';
import { isMetaAddress, mediaLimit, safeType } from './media-rules.ts';

export type OpenedMedia = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array> };

/** Source: Meta's reference of media: GET /{media id} gives an address that is good for five minutes. */
const told = z.object({
  url: z.string().max(4_000),
  mime_type: z.string().catch(''),
  file_size: z.coerce.number().catch(0),
});

/** Waiting for the first byte; the file itself may take its time. */
const FIRST_BYTE_MS = 20_000;
const NAME_MAX = 120;

/**
 * The file of a message, passed on from Meta as it comes, never more of it than its kind may have.
 * @throws `not_found`: no such message, or it has no file; `unavailable`: Meta does not give it; `too_many`: it is larger than it may be;
 * `forbidden`.
 */
export async function openMedia(ctx: Ctx, input: unknown): Promise<OpenedMedia> {
  authorize(ctx, 'conversation.read');
  const message = await findMessage(ctx, parseInput(messageInput, input).id);
  const { media } = readContent(message.type, message.content);
  if (!media?.id || message.revokedAt !== null) throw notFound();
  const { numberId } = await findConversation(ctx, message.conversationId);
  const access = await graphFor(ctx, numberId);
  if (!access) throw new DomainError('unavailable');
  const query = new URLSearchParams({ phone_number_id: access.phoneNumberId });
  const path = `${encodeURIComponent(media.id)}?${query}`;
  const answer = await callGraph(access.graph, { token: access.token, path });
  const found = answer.kind === 'ok' ? told.safeParse(answer.body).data : undefined;
  if (!found || !isMetaAddress(found.url, access.graph.url)) throw new DomainError('unavailable');
  const limit = mediaLimit(message.type);
  if (found.file_size > limit) throw new DomainError('too_many');
  const body = await fetchBounded(found.url, access.token, limit);
  const { contentType, ending } = safeType(found.mime_type || media.mimeType);
  return { fileName: nameOf(message, media.fileName, ending), contentType, body };
}

/** The bytes behind `url`, an error as soon as there are more than `limit`: what is cut off must not look whole. */
async function fetchBounded(url: string, token: string, limit: number): Promise<AsyncIterable<Uint8Array>> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), FIRST_BYTE_MS);
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: ending.signal,
    });
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > limit) ending.abort();
    if (length > limit) throw new DomainError('too_many');
    if (!response.ok || !response.body) throw new DomainError('unavailable');
    return bounded(response.body as unknown as AsyncIterable<Uint8Array>, limit);
  } catch (error) {
    throw error instanceof DomainError ? error : new DomainError('unavailable');
  } finally {
    clearTimeout(timer);
  }
}

async function* bounded(body: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<Uint8Array> {
  let sent = 0;
  for await (const part of body) {
    sent += part.length;
    if (sent > limit) throw new Error('a file is larger than its kind may be');
    yield part;
  }
}

/** The name that its sender gave it, made fit for any file system; else its kind, date and ending. */
function nameOf({ type, at, id }: MessageRow, given: string, ending: string | null): string {
  const cleaned = cleanLine(given);
  const name = cleaned.ok ? cutText(cleaned.value.replace(/[/\\:*?"<>|]+/g, '-'), NAME_MAX) : '';
  if (/[^.\s-]/.test(name)) return name;
  return `${type}-${at.toISOString().slice(0, 10)}-${id}${ending ? `.${ending}` : ''}`;
}
