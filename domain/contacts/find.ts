import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type ContactCount, countResolved } from './count.ts';
import { type ContactPage, listResolved } from './list.ts';
import type { ContactListQuery } from './query.ts';
import { mayBeFew, resolveFilter } from './resolve-filter.ts';
import { tallyFilterWhere } from './where.ts';

/** A page of the contacts that match and how many there are. @throws as `listContacts`. */
export async function findContacts(
  ctx: Ctx,
  { filter, ...order }: ContactListQuery,
  now: Date = new Date(),
): Promise<{ page: ContactPage; count: ContactCount }> {
  authorize(ctx, 'contact.read');
  const resolved = await resolveFilter(ctx, filter, now);
  // Finding a page by conditions counts as well; where the tallies know better, or no page tells, both are read side by side.
  const isPageTelling = mayBeFew(resolved) && tallyFilterWhere(ctx, resolved) === null;
  const counting = isPageTelling ? null : countResolved(ctx, resolved);
  const [{ page, count }, counted] = await Promise.all([listResolved(ctx, resolved, order), counting]);
  return { page, count: counted ?? count ?? (await countResolved(ctx, resolved)) };
}
