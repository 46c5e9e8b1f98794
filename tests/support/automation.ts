import { sql } from 'drizzle-orm';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { writeListeners } from '#domain/automations/listeners.ts';
import type { Conditions, Definition, Step, Trigger } from '#domain/automations/types.ts';
import type { Ctx } from '#domain/ctx.ts';

let made = 0;

export type TestAutomation = { id: number; versionId: number; name: string; definition: Definition };

/** Everybody, at any time, every time. */
export const EVERYBODY: Conditions = { filter: '', hours: null, repeat: 'always', repeatDays: null };

/** An automation put straight into the tables, on unless said otherwise. */
export async function makeAutomation(
  ctx: Ctx,
  facts: {
    trigger: Trigger;
    conditions?: Partial<Conditions>;
    steps?: Step[];
    isOn?: boolean;
    name?: string;
  },
): Promise<TestAutomation> {
  const { trigger, conditions = {}, steps = [{ key: 'a', kind: 'note', text: 'Oi' }], isOn = true } = facts;
  const name = facts.name ?? `Automação ${++made}`;
  const workspaceId = ctx.workspace.id;
  const definition: Definition = { trigger, conditions: { ...EVERYBODY, ...conditions }, steps };
  const [row] = await ctx.db
    .insert(automations)
    .values({ workspaceId, name, nameKey: name.toLowerCase() })
    .returning({ id: automations.id });
  if (!row) throw new Error('no automation');
  const [version] = await ctx.db
    .insert(automationVersions)
    .values({ workspaceId, automationId: row.id, number: 1, definition })
    .returning({ id: automationVersions.id });
  if (!version) throw new Error('no version');
  await ctx.db.execute(sql`
    update automations set version_id = ${version.id}, is_on = ${isOn}, on_since = ${isOn ? sql`now() - interval '1 millisecond'` : sql`null`}
    where workspace_id = ${workspaceId} and id = ${row.id}`);
  if (isOn) await writeListeners(ctx, row.id, definition);
  return { id: row.id, versionId: version.id, name, definition };
}
