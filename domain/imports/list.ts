import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { imports } from '#db/schema/imports.ts';
import { users } from '#db/schema/users.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { storedCounts } from './stored.ts';
import type { ImportSummary } from './types.ts';

const IMPORTS_PER_PAGE = 30;

const input = z.object({ cursor: z.string().nullish() });

export const summaryColumns = {
  id: imports.id,
  state: imports.state,
  fileName: imports.fileName,
  fileBytes: imports.fileBytes,
  rowCount: imports.rowCount,
  counts: imports.counts,
  failure: imports.failure,
  createdBy: { id: imports.createdBy, name: sql<string>`coalesce(${users.name}, '')` },
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
  undoneAt: imports.undoneAt,
};

/**
 * The workspace's imports, newest first, a page at a time; `next` is the cursor of the page after.
 * @throws `invalid` (cursor: invalid); `forbidden`.
 */
export async function listImports(
  ctx: Ctx,
  request: unknown,
): Promise<{ rows: ImportSummary[]; next: string | null }> {
  authorize(ctx, 'import.read');
  const { cursor } = parseInput(input, request);
  const held = cursor ? decodeCursor(cursor, ['number']) : null;
  if (cursor && !held) throw invalidField('cursor', 'invalid');
  const found = await ctx.db
    .select(summaryColumns)
    .from(imports)
    .leftJoin(users, eq(users.id, imports.createdBy))
    .where(and(eq(imports.workspaceId, ctx.workspace.id), held ? lt(imports.id, held[0]) : undefined))
    .orderBy(desc(imports.id))
    .limit(IMPORTS_PER_PAGE + 1);
  const rows = found
    .slice(0, IMPORTS_PER_PAGE)
    .map(({ counts, ...row }) => ({ ...row, counts: storedCounts(counts) }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > IMPORTS_PER_PAGE ? encodeCursor([last.id]) : null };
}
