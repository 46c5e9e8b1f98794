import { type ContactFilter, EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import { originFigure } from '../reports/figures.ts';
import type { Days } from '../reports/period.ts';
import { asking, peopleOf, type ReportScope, reachedOneOf } from '../reports/scope.ts';
import type { Target } from './list.ts';

type Asked = Pick<Target, 'kind' | 'thing' | 'owner'>;

/**
 * Exactly the contacts that count for a target in some days: active ones that came into the status then, or arrived then and came from the origin
 * first, as the report of origins has it.
 */
export function targetFigure(target: Asked, days: Days): ContactFilter {
  const scope = scopeOf(target, days);
  if (target.kind === 'status') return asking(peopleOf(scope), reachedOneOf([target.thing.id], days));
  const figure = originFigure(scope, { lens: 'first', originId: target.thing.id, isThen: false });
  if (!figure) throw new Error('an origin that nothing lists');
  return figure;
}

/** Whom a target is about, whatever they did. */
export function scopeOf({ owner }: Asked, { from, to }: Days): ReportScope {
  return { from, to, filter: { ...EMPTY_CONTACT_FILTER, active: true, ownerIds: owner ? [owner.id] : [] } };
}
