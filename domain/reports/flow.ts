import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readFunnelOrder } from './counted.ts';
import { type Flow, shapeFlow } from './flow-rules.ts';
import { flowParts } from './kept/flow-kind.ts';
import { readParts } from './kept/read.ts';
import { readMovedStatuses } from './moved-statuses.ts';
import type { Names, ReportScope } from './scope.ts';

/** How contacts that are in the list today moved between statuses in the period. @throws `forbidden`. */
export async function readFlow(ctx: Ctx, scope: ReportScope, names: Names, now = new Date()): Promise<Flow> {
  authorize(ctx, 'report.read');
  const [statuses, moved] = await Promise.all([readFunnelOrder(ctx), readMovedStatuses(ctx, names)]);
  const asked = { scope, names: moved.size > 0 ? names : ('then' as const), now };
  const { parts, isWhole } = await readParts(ctx, flowParts(moved), asked);
  return shapeFlow({ statuses, parts, from: scope.from, isWhole }, names, moved);
}
