import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { readFunnelOrder } from './counted.ts';
import { type Funnel, shapeFunnel } from './funnel-rules.ts';
import { funnelParts } from './kept/funnel-kind.ts';
import { readParts } from './kept/read.ts';
import { readMovedStatuses } from './moved-statuses.ts';
import type { Names, ReportScope } from './scope.ts';

/** What became of the contacts that arrived in the period and are in the list today, until now. @throws `forbidden`. */
export async function readFunnel(
  ctx: Ctx,
  scope: ReportScope,
  names: Names,
  now = new Date(),
): Promise<Funnel> {
  authorize(ctx, 'report.read');
  const [statuses, moved] = await Promise.all([readFunnelOrder(ctx), readMovedStatuses(ctx, names)]);
  const asked = { scope, names: moved.size > 0 ? names : ('then' as const), now };
  const { parts } = await readParts(ctx, funnelParts(moved), asked);
  return shapeFunnel({ statuses, parts }, names, moved);
}
