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
  const [funnel] = await readFunnels(ctx, [scope], names, now);
  if (!funnel) throw new Error('no funnel');
  return funnel;
}

/** The same of several scopes, in their order. @throws `forbidden`. */
export async function readFunnels(
  ctx: Ctx,
  scopes: readonly ReportScope[],
  names: Names,
  now = new Date(),
): Promise<Funnel[]> {
  authorize(ctx, 'report.read');
  const [statuses, moved] = await Promise.all([readFunnelOrder(ctx), readMovedStatuses(ctx, names)]);
  const by = moved.size > 0 ? names : ('then' as const);
  const counted = await Promise.all(
    scopes.map((scope) => readParts(ctx, funnelParts(moved), { scope, names: by, now })),
  );
  return counted.map(({ parts }) => shapeFunnel({ statuses, parts }, names, moved));
}
