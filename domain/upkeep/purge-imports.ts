import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { oldUploads, removeUpload } from '../imports/upload-files.ts';
import { BATCH, inBatches } from '../in-batches.ts';

/** As long as an import can be undone, its rows are kept. */
const ROW_DAYS = 30;
/** An upload that nobody went on with. */
const UPLOAD_DAYS = 30;
const ROW_TABLES = ['import_facts', 'import_outcomes', 'import_rows'] as const;

export type PurgedImports = { imports: number; rows: number; uploads: number };

/**
 * Removes the rows of imports that ended more than 30 days before `now` (the imports themselves stay in the list, with their sums), imports that nobody went on
 * with for so long, and files in `folder` that nobody waits for.
 */
export async function purgeImports(db: Db, folder: string, now = new Date()): Promise<PurgedImports> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const before = daysAgo(ROW_DAYS).toISOString();
  let rows = 0;
  for (const table of ROW_TABLES)
    rows += await inBatches(async () => {
      const gone = await db.execute(sql`
        delete from ${sql.identifier(table)} where ctid = any(array(
          select r.ctid from imports i join ${sql.identifier(table)} r
            on r.workspace_id = i.workspace_id and r.import_id = i.id
          where i.updated_at < ${before} and i.state not in ('reading', 'checking', 'queued', 'running', 'undoing')
          limit ${BATCH}))`);
      return gone.count;
    });
  const abandoned = await db.execute(sql`
    delete from imports where updated_at < ${before} and state in ('uploading', 'mapping', 'settling', 'ready')`);
  const uploads = await forsakenUploads(db, folder, daysAgo(UPLOAD_DAYS));
  for (const name of uploads) await removeUpload(folder, name);
  return { imports: abandoned.count, rows, uploads: uploads.length };
}

/** Old files that no import waits for: one of several sheets may be gone on with long after it was sent. */
async function forsakenUploads(db: Db, folder: string, before: Date): Promise<string[]> {
  const old = await oldUploads(folder, before);
  if (old.length === 0) return [];
  const wanted = await db.execute<{ upload: string }>(
    sql`select upload from imports where upload is not null`,
  );
  const names = new Set(wanted.map(({ upload }) => upload));
  return old.filter((name) => !names.has(name));
}
