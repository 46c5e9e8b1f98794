import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { targets } from '#db/schema/targets.ts';
import { TARGET_KINDS } from '#db/target-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import { selectTargets, type Target } from './list.ts';

const thingInput = z.object({ kind: z.enum(TARGET_KINDS, 'invalid'), id });

/** The targets of a status or origin: what is shown before it goes. @throws `invalid`; `forbidden`. */
export async function listTargetUses(ctx: Ctx, input: unknown): Promise<Target[]> {
  authorize(ctx, 'target.write');
  const { kind, id: thingId } = parseInput(thingInput, input);
  const column = kind === 'status' ? targets.statusId : targets.originId;
  return selectTargets(ctx, and(eq(targets.workspaceId, ctx.workspace.id), eq(column, thingId)));
}
