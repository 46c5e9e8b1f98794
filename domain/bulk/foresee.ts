import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { FORESEEN_MAX, foresee } from '../automations/foresee.ts';
import type { Foreseen } from '../automations/foresee-types.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import type { BulkChange } from './change.ts';
import { previewInput } from './input.ts';
import { lockTarget } from './lock-target.ts';
import { selectionWhere } from './selection.ts';

const NOTHING: Foreseen = { lookedAt: 0, automations: [] };

/**
 * What an act would set off, were it begun now and asked to set automations off; nothing is changed. Deleting sets nothing off.
 * @throws `invalid` (selection: required, too_many_picked; statusId, originId, ownerIds: gone); `forbidden`.
 */
export async function foreseeBulk(ctx: Ctx, input: unknown): Promise<Foreseen> {
  authorize(ctx, 'contact.bulk');
  const { selection, change: asked } = parseInput(previewInput, input);
  authorize(ctx, asked.kind === 'delete' ? 'contact.delete' : 'contact.write');
  const change = await lockTarget(ctx, asked);
  const step = stepOf(change);
  if (!step) return NOTHING;
  const rows = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(await selectionWhere(ctx, selection))
    .orderBy(contacts.id)
    .limit(FORESEEN_MAX);
  return foresee(
    ctx,
    rows.map(({ id }) => id),
    step,
  );
}

/** The same change as a step does it; null where no automation listens to it. */
function stepOf(change: BulkChange): Parameters<typeof foresee>[2] | null {
  const key = 'bulk';
  switch (change.kind) {
    case 'owner': {
      const { ownerIds } = change;
      const assignment = ownerIds.length === 0 ? 'nobody' : ownerIds.length === 1 ? 'person' : 'round_robin';
      return { key, kind: 'owner', assignment, userIds: ownerIds };
    }
    case 'active':
    case 'delete':
      return null;
    default:
      return { key, ...change };
  }
}
