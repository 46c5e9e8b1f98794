import { startOfLocalDay } from '#lib/dates.ts';
import type { Check } from './check.ts';
import type { Condition } from './filter-tree.ts';
import { nextDay } from './period-rules.ts';
import type { Known } from './reference-rules.ts';

const NOTHING: Check = { kind: 'nothing' };

/** The check of a condition on where a contact stood; of a status that never was, nothing. A retired one was. */
export function historyCheck({ operator, values }: Condition, known: Known): Check {
  const [first = '', second = '', third = '', fourth = ''] = values;
  switch (operator) {
    case 'moved': {
      const to = stayCheck(second, { edge: 'since', from: third, to: fourth }, known);
      if (first === '' || to.kind !== 'stay') return to;
      return known.pastStatuses.has(Number(first)) ? { ...to, cameFrom: Number(first) } : NOTHING;
    }
    case 'stood':
      return known.pastStatuses.has(Number(first))
        ? { kind: 'stood', statusId: Number(first), at: new Date(second) }
        : NOTHING;
    case 'beyond':
      return beyondCheck(Number(first), known);
    default:
      return stayCheck(
        first,
        { edge: operator === 'left' ? 'until' : 'since', from: second, to: third },
        known,
      );
  }
}

type Days = { edge: 'since' | 'until'; from: string; to: string };

function stayCheck(status: string, { edge, from, to }: Days, { pastStatuses, timeZone }: Known): Check {
  const statusId = Number(status);
  if (!pastStatuses.has(statusId)) return NOTHING;
  return {
    kind: 'stay',
    statusId,
    cameFrom: null,
    edge,
    from: from === '' ? null : startOfLocalDay(from, timeZone),
    to: to === '' ? null : startOfLocalDay(nextDay(to), timeZone),
  };
}

/** As the board tells who is stuck: since before what is usual. */
function beyondCheck(statusId: number, { pastStatuses, now }: Known): Check {
  const usual = pastStatuses.get(statusId) ?? null;
  if (usual === null) return NOTHING;
  const to = new Date(now.getTime() - usual * 1_000);
  const checks: Check[] = [
    { kind: 'in', column: 'statusId', ids: [statusId] },
    { kind: 'instant', column: 'statusSince', from: null, to },
  ];
  return { kind: 'all', checks };
}

/** The check of a condition on where a contact came from, by its touches; one without any came from its own origin, once. */
export function touchCheck({ operator, values }: Condition, known: Known): Check {
  const originIds = [...new Set(values.flatMap(known.touchedAs))];
  if (originIds.length === 0) return NOTHING;
  const which = operator === 'first' || operator === 'last' ? operator : 'any';
  const untouched: Check = { kind: 'not', check: { kind: 'touched', which: 'any', originIds: null } };
  const checks: Check[] = [
    { kind: 'touched', which, originIds },
    { kind: 'all', checks: [{ kind: 'in', column: 'originId', ids: originIds }, untouched] },
  ];
  return { kind: 'any', checks };
}
