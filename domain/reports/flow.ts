import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readFunnelOrder } from './counted.ts';
import { type Flow, shapeFlow } from './flow-rules.ts';
import { FLOW_PARTS } from './kept/flow-kind.ts';
import { readParts } from './kept/read.ts';
import type { Names, ReportScope } from './scope.ts';

/** How contacts that are in the list today moved between statuses in the period. @throws `forbidden`. */
export async function readFlow(ctx: Ctx, scope: ReportScope, names: Names, now = new Date()): Promise<Flow> {
  authorize(ctx, 'report.read');
  const [statuses, { parts, isWhole }] = await Promise.all([
    readFunnelOrder(ctx),
    readParts(ctx, FLOW_PARTS, { scope, names: 'then', now }),
  ]);
  return shapeFlow({ statuses, parts, from: scope.from, isWhole }, names);
}
