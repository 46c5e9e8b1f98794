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
    case 'moved_by': {
      if (first !== '' && known.ids('owner', first).length === 0) return NOTHING;
      const by = first === '' ? null : Number(first);
      return { kind: 'moved', by, ...instantsBetween(second, third, known) };
    }
    default:
      return stayCheck(
        first,
        { edge: operator === 'left' ? 'until' : 'since', from: second, to: third },
        known,
      );
  }
}

type Days = { edge: 'since' | 'until'; from: string; to: string };

function stayCheck(status: string, { edge, from, to }: Days, known: Known): Check {
  const statusId = Number(status);
  if (!known.pastStatuses.has(statusId)) return NOTHING;
  return { kind: 'stay', statusId, cameFrom: null, edge, ...instantsBetween(from, to, known) };
}

function instantsBetween(from: string, to: string, { timeZone }: Known) {
  return {
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

/**
 * The check of a condition on where a contact came from, by its touches; one without any came from its own origin, once. Operators that end in `_as`
 * ask for origins under the names that they had: what was merged into them counts apart.
 */
export function touchCheck({ operator, values }: Condition, known: Known): Check {
  const isThen = operator.endsWith('_as');
  const meant = (value: string) =>
    isThen ? known.touchedAs(value).filter((id) => id === Number(value)) : known.touchedAs(value);
  if (operator === 'campaign' || operator === 'campaign_as') return campaignCheck(values, meant);
  const originIds = [...new Set(values.flatMap(meant))];
  if (originIds.length === 0) return NOTHING;
  const which = placeOf(operator.replace('_as', ''));
  const own: Check[] = [
    // Whatever it was called, by now it is what that was merged into, which an index finds.
    { kind: 'in', column: 'originId', ids: [...new Set(values.flatMap(known.touchedAs))] },
    ...(isThen ? [{ kind: 'cameFrom' as const, originIds }] : []),
    { kind: 'not', check: { kind: 'touched', which: 'any', originIds: null, campaign: null } },
  ];
  const checks: Check[] = [
    { kind: 'touched', which, originIds, campaign: null },
    { kind: 'all', checks: own },
  ];
  return { kind: 'any', checks };
}

function campaignCheck(
  [which = '', origin = '', kind = '', key = '']: string[],
  meant: (value: string) => number[],
): Check {
  const originIds = meant(origin);
  const campaign = { kind: kind === 'link' ? ('link' as const) : ('ad' as const), key };
  return originIds.length === 0 ? NOTHING : { kind: 'touched', which: placeOf(which), originIds, campaign };
}

function placeOf(which: string): 'first' | 'last' | 'any' {
  return which === 'first' || which === 'last' ? which : 'any';
}
