import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { originNames } from './origin-names.ts';
import { readAutoLead } from './read.ts';
import { followersOf, redecide, spanOf } from './reapply-batch.ts';

/** So many touches that would go from one origin to another, and so many contacts with them. */
type Reattribution = {
  fromId: number;
  fromName: string;
  toId: number;
  toName: string;
  touchTotal: number;
  contactTotal: number;
};

/** `isPartial`: there are older arrivals that are not looked at. */
export type ReapplyPreview = {
  seen: number;
  isPartial: boolean;
  touchTotal: number;
  contactTotal: number;
  moves: Reattribution[];
};

const BATCH = 5_000;

/** What applying the rules of today to past arrivals would change; writes nothing. The biggest changes come first. @throws `forbidden`. */
export async function previewReapply(ctx: Ctx, _input: unknown): Promise<ReapplyPreview> {
  authorize(ctx, 'auto_lead.manage');
  const moves = new Map<string, Reattribution>();
  const [autoLead, names, span] = await Promise.all([readAutoLead(ctx), originNames(ctx), spanOf(ctx)]);
  const move = (fromId: number, toId: number): Reattribution => {
    const key = `${fromId} ${toId}`;
    const found = moves.get(key) ?? {
      fromId,
      toId,
      fromName: names(fromId).originName,
      toName: names(toId).originName,
      touchTotal: 0,
      contactTotal: 0,
    };
    moves.set(key, found);
    return found;
  };
  let seen = 0;
  let nextId = autoLead.originId === null ? null : (span?.nextId ?? null);
  while (span && nextId !== null) {
    const batch = await redecide(ctx, autoLead, { nextId, lastId: span.lastId }, BATCH);
    for (const { fromId, ruling } of batch.redecided) move(fromId, ruling.originId).touchTotal += 1;
    for (const { fromId, toId } of await followersOf(ctx, batch.redecided))
      move(fromId, toId).contactTotal += 1;
    seen += batch.seen;
    nextId = batch.nextId;
  }
  const all = [...moves.values()].toSorted((a, b) => b.touchTotal - a.touchTotal);
  const sum = (field: 'touchTotal' | 'contactTotal') => all.reduce((total, one) => total + one[field], 0);
  return {
    seen,
    isPartial: span?.isPartial ?? false,
    touchTotal: sum('touchTotal'),
    contactTotal: sum('contactTotal'),
    moves: all,
  };
}
