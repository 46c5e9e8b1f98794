import { ROW_OUTCOMES, type RowOutcome } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type ImportRowPage, listImportRows, listKeptRows } from './list-rows.ts';

/** A page of rows and which they are. */
export type RowsShown = ImportRowPage & { shown: RowOutcome | 'kept'; isLaterPage: boolean };

/**
 * The rows that the address of an import's page asks for (`rows`: an outcome or `kept`; `reason`; `after`: a cursor), or null where it asks for none.
 * @throws `invalid` (cursor: invalid); `not_found`; `forbidden`.
 */
export async function readRowsShown(
  ctx: Ctx,
  { id, rows, reason, after }: Record<string, unknown>,
): Promise<RowsShown | null> {
  authorize(ctx, 'import.read');
  const shown = [...ROW_OUTCOMES, 'kept' as const].find((one) => one === rows);
  if (!shown) return null;
  const cursor = typeof after === 'string' ? after : null;
  const page =
    shown === 'kept'
      ? await listKeptRows(ctx, { id, cursor })
      : await listImportRows(ctx, {
          id,
          outcome: shown,
          reason: typeof reason === 'string' ? reason : null,
          cursor,
        });
  return { ...page, shown, isLaterPage: cursor !== null };
}
