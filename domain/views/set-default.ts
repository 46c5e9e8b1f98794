import { and, eq } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { setDefaultViewId } from '../members/set-preferences.ts';
import { defaultInput } from './input.ts';
import { visibleViews } from './list.ts';

/** With which view the list opens for the acting member; null: with all contacts. A taste: no event. @throws `not_found`; `forbidden`. */
export async function setDefaultView(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'segment.read');
  const { id } = parseInput(defaultInput, input);
  if (id !== null) {
    const [found] = await ctx.db
      .select({ id: views.id })
      .from(views)
      .where(and(visibleViews(ctx), eq(views.id, id)));
    if (!found) throw notFound();
  }
  await setDefaultViewId(ctx, id);
}
