import { sql } from 'drizzle-orm';
import { log } from '#lib/log.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { storedDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';

/** An automation that is on, as its newest version says. */
export type LiveAutomation = {
  id: number;
  name: string;
  versionId: number;
  /** What happened before is none of its business. */
  onSince: Date;
  definition: Definition;
};

const KEPT_MAX = 2_000;
/** Versions never change. Null: one that makes no sense. */
const kept = new Map<string, Definition | null>();

/** The automations that are on, by id. One that nobody can read is left out: the list shows it, and `verify` reports it. @throws `forbidden`. */
export async function readAutomations(ctx: Ctx): Promise<LiveAutomation[]> {
  authorize(ctx, 'automation.read');
  const rows = await ctx.db.execute<{ id: string; name: string; version_id: string; on_since: string }>(sql`
    select id, name, version_id, on_since from automations
    where workspace_id = ${ctx.workspace.id} and is_on and deleted_at is null and version_id is not null
    order by id`);
  const all = [...rows].map((row) => ({
    id: Number(row.id),
    name: row.name,
    versionId: Number(row.version_id),
    onSince: new Date(row.on_since),
  }));
  const definitions = await readDefinitions(
    ctx,
    all.map(({ versionId }) => versionId),
  );
  return all.flatMap((one) => {
    const definition = definitions.get(one.versionId);
    return definition ? [{ ...one, definition }] : [];
  });
}

/** What versions say, by id; those that make no sense are missing. For callers that have authorised. */
export async function readDefinitions(ctx: Ctx, versionIds: number[]): Promise<Map<number, Definition>> {
  const keyOf = (id: number) => `${ctx.workspace.id}:${id}`;
  const missing = versionIds.filter((id) => !kept.has(keyOf(id)));
  if (missing.length > 0) {
    if (kept.size + missing.length > KEPT_MAX) kept.clear();
    const rows = await ctx.db.execute<{ id: string; definition: unknown }>(sql`
      select id, definition from automation_versions
      where workspace_id = ${ctx.workspace.id} and id = any(${sql.param(missing)}::bigint[])`);
    for (const { id, definition } of rows) {
      const read = storedDefinition(definition);
      if (!read)
        log.warn({ workspace: ctx.workspace.id, version: id }, 'a version of an automation is unreadable');
      kept.set(keyOf(Number(id)), read);
    }
  }
  return new Map(
    versionIds.flatMap((id) => {
      const definition = kept.get(keyOf(id));
      return definition ? [[id, definition] as const] : [];
    }),
  );
}
