import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/client.ts';
import type { Ctx } from '#domain/ctx.ts';
import { getImport } from '#domain/imports/get.ts';
import { receiveChunk } from '#domain/imports/receive-chunk.ts';
import { savePlan } from '#domain/imports/save-plan.ts';
import { startImport } from '#domain/imports/start.ts';
import { startUpload } from '#domain/imports/start-upload.ts';
import type { ImportDetail, ImportPlan } from '#domain/imports/types.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import type { Workshop } from '#domain/imports/workshop.ts';
import { makeWorkspace } from './workspace.ts';

/** A worker's bench over a test's database, with a folder of its own for uploads. */
export function makeWorkshop(db: Db, url: string): Workshop {
  const raw = postgres(url, { max: 12, onnotice: () => {} });
  const folder = mkdtempSync(join(tmpdir(), 'chat-bot-uploads-'));
  onTestFinished(async () => {
    await raw.end({ timeout: 1 });
    rmSync(folder, { recursive: true, force: true });
  });
  const openLock = (onclose: () => void) => postgres(url, { max: 1, onnotice: () => {}, onclose });
  return { db, raw, openLock, folder, signal: new AbortController().signal };
}

/** A body that comes in one piece. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

let uploads = 0;

/** Sends a file in one go and has it read; returns the import's id. */
export async function upload(
  shop: Workshop,
  ctx: Ctx,
  contents: string | Uint8Array,
  fileName = 'clientes.csv',
): Promise<number> {
  const bytes = Buffer.from(contents as string);
  uploads += 1;
  const { id } = await startUpload(ctx, {
    fileName,
    fileBytes: bytes.length,
    fingerprint: `file-${uploads}-xx`,
  });
  await receiveChunk(ctx, { id, offset: 0 }, { body: once(bytes), folder: shop.folder });
  await workOffImports(shop);
  return id;
}

/** Saves the guessed plan with changes and has it checked. */
export async function plan(
  shop: Workshop,
  ctx: Ctx,
  id: number,
  changes: Partial<ImportPlan> = {},
): Promise<ImportDetail> {
  const { plan: guessed } = await getImport(ctx, { id });
  await savePlan(ctx, { id, ...guessed, ...changes });
  await workOffImports(shop);
  return getImport(ctx, { id });
}

/** Everything from a file to its end. */
export async function importFile(
  shop: Workshop,
  ctx: Ctx,
  contents: string,
  changes: Partial<ImportPlan> = {},
): Promise<ImportDetail> {
  const id = await upload(shop, ctx, contents);
  const checked = await plan(shop, ctx, id, changes);
  if (checked.state !== 'ready') throw new Error(`the check ended as ${checked.state} (${checked.failure})`);
  await startImport(ctx, { id });
  await workOffImports(shop);
  return getImport(ctx, { id });
}

/** A CSV of these rows. */
export const csv = (...rows: string[][]): string => rows.map((row) => row.join(';')).join('\n');

/** A CSV of so many names, each with a phone of its own. */
export const people = (count: number): string =>
  csv(
    ['Nome', 'Telefone'],
    ...Array.from({ length: count }, (_, index) => [`P${index}`, `119${10_000_000 + index}`]),
  );

/** A workspace that can be imported into: a default status, an origin, a worker's bench. */
export async function makeImportWorld(db: Db, url: string) {
  const workspace = await makeWorkspace(db);
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Facebook');
  return { workspace, ctx: workspace.manager, statusId, originId, shop: makeWorkshop(db, url) };
}

/** How many contacts there are, but for the trash. */
export async function countContacts({ db, workspace }: Ctx): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from contacts where workspace_id = ${workspace.id}`,
  );
  return row?.count ?? 0;
}
