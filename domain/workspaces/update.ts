import { eq } from 'drizzle-orm';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { workspaceInput } from './input.ts';

const FIELDS = ['name', 'locale', 'country', 'timeZone', 'salesScope'] as const;

/**
 * Changes the workspace's name, default language, country, time zone and what sales staff see. A save that changes nothing writes nothing.
 * @throws `invalid` (name: required, too_long, bad_characters; the others: invalid), `forbidden`.
 */
export async function updateWorkspace(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'workspace.manage');
  const facts = parseInput(workspaceInput, input);
  await inTransaction(ctx, async (tx) => {
    const isThis = eq(workspaces.id, tx.workspace.id);
    const [current] = await tx.db.select().from(workspaces).where(isThis).for('no key update');
    if (!current) throw notFound();
    const fields = FIELDS.filter((field) => current[field] !== facts[field]);
    if (fields.length === 0) return;
    const after = Object.fromEntries(fields.map((field) => [field, facts[field]]));
    await tx.db.update(workspaces).set(after).where(isThis);
    await recordWorkspaceEvent(tx, {
      subject: 'workspace',
      subjectId: tx.workspace.id,
      kind: 'workspace.updated',
      before: Object.fromEntries(fields.map((field) => [field, current[field]])),
      after,
    });
  });
}
