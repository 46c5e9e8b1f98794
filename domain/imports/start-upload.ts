import { randomBytes, randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { imports } from '#db/schema/imports.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden } from '../errors.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { CHUNK_BYTES_MAX, uploadInput } from './input.ts';

/** An upload to send chunks to: from `receivedBytes` on, each of `chunkBytes` at most. */
export type Upload = { id: number; receivedBytes: number; chunkBytes: number };

/**
 * Begins an upload `{ fileName, fileBytes, fingerprint }`, or finds the one of the same file that the same person began and did not finish: it
 * goes on at `receivedBytes`. The bytes follow by POST /api/imports/upload.
 * @throws `invalid` (fileName; fileBytes: empty_file, too_large; fingerprint); `forbidden`.
 */
export async function startUpload(ctx: Ctx, input: unknown): Promise<Upload> {
  authorize(ctx, 'import.write');
  const { fileName, fileBytes, fingerprint } = parseInput(uploadInput, input);
  const createdBy = actorId(ctx);
  if (createdBy === null) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    const found = await findUnfinished(tx, { createdBy, fileBytes, fingerprint });
    if (found) return { ...found, chunkBytes: CHUNK_BYTES_MAX };
    const [made] = await tx.db
      .insert(imports)
      .values({
        workspaceId: ctx.workspace.id,
        state: 'uploading',
        fileName,
        fileBytes,
        fingerprint,
        upload: randomBytes(16).toString('hex'),
        changeId: randomUUID(),
        createdBy,
      })
      .returning({ id: imports.id, receivedBytes: imports.receivedBytes });
    if (!made) throw new Error('insert returned no import');
    await announceProgress(tx, 'import', made.id);
    return { ...made, chunkBytes: CHUNK_BYTES_MAX };
  });
}

async function findUnfinished(
  ctx: Ctx,
  { createdBy, fileBytes, fingerprint }: { createdBy: number; fileBytes: number; fingerprint: string },
): Promise<Omit<Upload, 'chunkBytes'> | undefined> {
  const [found] = await ctx.db
    .select({ id: imports.id, receivedBytes: imports.receivedBytes })
    .from(imports)
    .where(
      and(
        eq(imports.workspaceId, ctx.workspace.id),
        eq(imports.state, 'uploading'),
        eq(imports.createdBy, createdBy),
        eq(imports.fileBytes, fileBytes),
        eq(imports.fingerprint, fingerprint),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(1);
  return found;
}
