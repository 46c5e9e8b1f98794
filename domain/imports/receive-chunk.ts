import { and, eq } from 'drizzle-orm';
import { imports } from '#db/schema/imports.ts';
import type { ImportState } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { CHUNK_BYTES_MAX, chunkInput } from './input.ts';
import { enterState, readImport, requireState, thisImport } from './internal.ts';
import { createUpload, hasUpload, uploadPath, writeUpload } from './upload-files.ts';

/** How far an upload is; `reading` once all has come. */
export type Received = { id: number; receivedBytes: number; state: ImportState };

type Chunk = { body: AsyncIterable<Uint8Array>; folder: string };

/**
 * Takes the bytes of upload `{ id, offset }` from `offset` on, as a stream, and returns how far it is. What came before a broken connection counts. When
 * all bytes are there, the worker begins to read.
 * @throws `stale` with `details: { receivedBytes }` when `offset` is not where the upload is; `too_many` for a chunk that is too large, or for more
 * bytes than were announced; `in_use` when it is complete; `not_found`, also for another person's; `forbidden`.
 */
export async function receiveChunk(ctx: Ctx, input: unknown, { body, folder }: Chunk): Promise<Received> {
  authorize(ctx, 'import.write');
  const { id, offset } = parseInput(chunkInput, input);
  const one = await readImport(ctx, id);
  requireState(one, ['uploading']);
  if (!one.upload) throw new Error('an upload without a file');
  if (one.receivedBytes !== offset) throw staleUpload(one.receivedBytes);
  const path = uploadPath(folder, one.upload);
  if (offset === 0) await createUpload(folder, one.upload);
  else if (!(await hasUpload(path, offset))) return startAgain(ctx, id);
  const most = Math.min(CHUNK_BYTES_MAX, one.fileBytes - offset);
  const { written, tooMuch } = await writeUpload(path, { offset, most, body });
  if (tooMuch) throw invalidField('body', 'too_large', { max: CHUNK_BYTES_MAX / 2 ** 20 });
  return inTransaction(ctx, (tx) =>
    moveAlong(tx, id, { from: offset, to: offset + written, of: one.fileBytes }),
  );
}

/** Only the one of two senders that still stands where it began moves the upload along. */
async function moveAlong(
  ctx: Ctx,
  id: number,
  { from, to, of }: { from: number; to: number; of: number },
): Promise<Received> {
  const moved = await ctx.db
    .update(imports)
    .set({ receivedBytes: to, updatedAt: new Date() })
    .where(and(thisImport(ctx, id), eq(imports.state, 'uploading'), eq(imports.receivedBytes, from)))
    .returning({ id: imports.id });
  if (moved.length === 0) throw staleUpload((await readImport(ctx, id)).receivedBytes);
  if (to < of) return { id, receivedBytes: to, state: 'uploading' };
  await enterState(ctx, id, 'reading');
  await wakeWorker(ctx, 'run-imports');
  return { id, receivedBytes: to, state: 'reading' };
}

/** Its file is gone (another disk, a cleaned folder): from the beginning, rather than with a hole. */
async function startAgain(ctx: Ctx, id: number): Promise<never> {
  await ctx.db.update(imports).set({ receivedBytes: 0 }).where(thisImport(ctx, id));
  throw staleUpload(0);
}

function staleUpload(receivedBytes: number): DomainError {
  return new DomainError('stale', { details: { receivedBytes } });
}
