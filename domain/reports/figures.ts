import { type ContactFilter, contactFilterParams } from '../contacts/filter.ts';
import { spellCondition, toCondition } from '../contacts/filter-tree.ts';
import { aboutOf, tasksHref } from '../tasks/task-query.ts';
import type { FlowCell } from './flow-rules.ts';
import type { FunnelSplit } from './funnel-rules.ts';
import type { CampaignCount } from './origins-rules.ts';
import type { Days } from './period.ts';
import type { Lens } from './query.ts';
import { asking, cohortOf, peopleOf, type ReportScope, reachedOneOf } from './scope.ts';

/** A filter for exactly the contacts that a figure counts; null: no list shows them. */
type Figure = ContactFilter | null;

/** Conditions that an address holds: more than these are cut. */
export const CONDITIONS_MAX = 25;

/** Of those who arrived: all, or who ever came into one of some statuses, and into one of others besides. */
export function funnelFigure(scope: ReportScope, ...reached: (readonly number[])[]): Figure {
  return whoReached(cohortOf(scope), ...reached);
}

/** The scope of one part of a funnel (0: nobody's), as `FunnelPart.key` has it. */
export function partOf(scope: ReportScope, split: FunnelSplit, key: number): ReportScope {
  const filter =
    split === 'origin'
      ? { ...scope.filter, originIds: [key] }
      : { ...scope.filter, ownerIds: [key === 0 ? ('none' as const) : key] };
  return { ...scope, filter };
}

/** Who moved from one status to another in the period. */
export function flowFigure(scope: ReportScope, { ways }: Pick<FlowCell, 'ways'>): Figure {
  if (ways.length > CONDITIONS_MAX) return null;
  const moved = ways.map(([from, to]) => `history.moved:${from},${to},${scope.from},${scope.to}`);
  return asking(peopleOf(scope), `any(${moved.join(';')})`);
}

/** Whose stays in one of some statuses ended in the period. */
export function timeFigure(filter: ContactFilter, { from, to }: Days, statusIds: readonly number[]): Figure {
  if (statusIds.length > CONDITIONS_MAX) return null;
  const left = statusIds.map((id) => `history.left:${id},${from},${to}`);
  return asking(filter, `any(${left.join(';')})`);
}

/** An origin as a lens has it; `isThen`: under the name that it had, apart from what it was merged into or with. */
type SeenOrigin = { lens: Lens; originId: number; isThen: boolean };

/** Of those who arrived from an origin: all, or who ever came into one of some statuses. */
export function originFigure(
  scope: ReportScope,
  { lens, originId, isThen }: SeenOrigin,
  reached?: readonly number[],
): Figure {
  const all = asking(cohortOf(scope), `touch.${lens}${isThen ? '_as' : ''}:${originId}`);
  return reached ? whoReached(all, reached) : all;
}

/** Ids of advertisements, and codes, are no longer; a longer one would be cut. */
const KEY_MAX = 100;

/** The same of one advertisement or link below an origin. */
export function campaignFigure(
  scope: ReportScope,
  { lens, originId, isThen, kind, key }: SeenOrigin & Pick<CampaignCount, 'kind' | 'key'>,
  reached?: readonly number[],
): Figure {
  if (key.length > KEY_MAX) return null;
  const values = [lens, String(originId), kind, key];
  const condition = toCondition('touch', isThen ? 'campaign_as' : 'campaign', values);
  if (condition?.values[3] !== key) return null;
  const all = asking(cohortOf(scope), spellCondition(condition));
  return reached ? whoReached(all, reached) : all;
}

/** The list of a member's tasks (null: nobody's) whose time has passed, of the contacts of a report. */
export function overdueHref(scope: ReportScope, userId: number | null): string {
  const about = aboutOf(Object.fromEntries(contactFilterParams(peopleOf(scope))));
  return tasksHref({ of: userId ?? 'none', show: 'overdue', about, after: null });
}

/** Who moved at all in the period. */
export function moversFigure(scope: ReportScope): ContactFilter {
  return asking(peopleOf(scope), `history.moved_by:,${scope.from},${scope.to}`);
}

/** Whom a member moved from one status to another in the period, whoever's contacts they are. */
export function teamMoved(scope: ReportScope, userId: number): ContactFilter {
  return asking(peopleOf(scope), `history.moved_by:${userId},${scope.from},${scope.to}`);
}

/** A member's contacts (null: nobody's) that arrived in the period. */
export function teamArrivals(scope: ReportScope, userId: number | null): ContactFilter {
  return cohortOf(partOf(scope, 'owner', userId ?? 0));
}

/** A member's contacts that came into one of these statuses in the period. */
export function teamWon(scope: ReportScope, userId: number | null, statusIds: readonly number[]): Figure {
  const own = peopleOf(partOf(scope, 'owner', userId ?? 0));
  return statusIds.length === 0 || statusIds.length > CONDITIONS_MAX
    ? null
    : asking(own, reachedOneOf(statusIds, scope));
}

function whoReached(all: ContactFilter, ...reached: (readonly number[])[]): Figure {
  const asked = reached.reduce((sum, ids) => sum + ids.length, 0);
  if (reached.some((ids) => ids.length === 0) || asked > CONDITIONS_MAX) return null;
  return asked === 0 ? all : asking(all, ...reached.map((ids) => reachedOneOf(ids)));
}
