import { survivorsOf } from '../../contacts/survivor-rules.ts';
import { movedOrigins, type OriginFact } from '../origins-rules.ts';
import { LENSES, type Lens } from '../query.ts';
import type { Names } from '../scope.ts';
import { FLOW_PARTS } from './flow-kind.ts';
import { FUNNEL_PARTS } from './funnel-kind.ts';
import type { PartKind } from './kind.ts';
import { originParts } from './origins-kind.ts';
import { TEAM_ARRIVALS, TEAM_MOVES } from './team-kinds.ts';
import { TIME_PARTS } from './time-kind.ts';

/** Something to count and the names it is counted by: by those of then where it comes to the same. */
export type NamedKind = { kind: PartKind; names: Names };

/** All that is kept of each day. */
export function keptKinds(origins: OriginFact[]): NamedKind[] {
  const same = [FUNNEL_PARTS, TEAM_ARRIVALS, TEAM_MOVES, TIME_PARTS, FLOW_PARTS];
  const byLens = LENSES.flatMap((lens) => {
    const [then, today] = [originKind(lens, 'then', origins), originKind(lens, 'today', origins)];
    return today.names === 'then' ? [then] : [then, today];
  });
  return [...same.map((kind) => ({ kind, names: 'then' as const })), ...byLens];
}

/** Origins by a lens. */
export function originKind(lens: Lens, names: Names, origins: OriginFact[]): NamedKind {
  const merged = movedOrigins(survivorsOf(origins), 'today');
  if (names === 'today' && merged.length > 0)
    return { kind: originParts(lens, { moved: merged, joined: [] }), names };
  const joined = [...new Set(merged.map(({ to }) => to))];
  return { kind: originParts(lens, { moved: [], joined }), names: 'then' };
}
