import type { Person, World } from './naive-filter.ts';

function survivor(id: number, world: World): number {
  const into = world.mergedInto[id];
  return into === undefined ? id : survivor(into, world);
}

/** The touches that count, in their order. */
export function countedTouches({ touches }: Person): Person['touches'] {
  return touches
    .filter(({ id }) => touches.every(({ supersedesId }) => supersedesId !== id))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id);
}

/** Whether its touches are what a condition asks for. */
export function touch(operator: string, values: string[], person: Person, world: World): boolean {
  const isThen = operator.endsWith('_as');
  const known = (id: number) => (isThen ? id : survivor(id, world));
  const counted = countedTouches(person);
  const own = { originId: isThen ? person.cameFromId : person.originId, campaign: null };
  const from = counted.length > 0 ? counted : [own];
  const isCampaign = operator.startsWith('campaign');
  const place = isCampaign ? values[0] : operator.replace('_as', '');
  const asked = place === 'any' ? from : [from.at(place === 'first' ? 0 : -1) ?? own];
  if (isCampaign)
    return asked.some(
      ({ originId, campaign }) =>
        known(originId) === known(Number(values[1])) &&
        campaign?.kind === values[2] &&
        campaign?.key === values[3],
    );
  const wanted = values.map((value) => known(Number(value)));
  return asked.some(({ originId }) => wanted.includes(known(originId)));
}

/** Whether it has stood where a condition asks. */
export function history(operator: string, values: string[], person: Person, world: World): boolean {
  const local = (at: Date) => at.toLocaleDateString('sv', world);
  const within = (at: Date | null, [from = '', to = '']: string[]) =>
    at !== null && (from === '' || local(at) >= from) && (to === '' || local(at) <= to);
  const [first = '', second = '', ...rest] = values;
  return person.stays.some((stay) => {
    const isThere = String(stay.statusId) === first;
    switch (operator) {
      case 'reached':
        return isThere && within(stay.since, values.slice(1));
      case 'left':
        return isThere && within(stay.until, values.slice(1));
      case 'moved':
        return (
          String(stay.statusId) === second &&
          (first === '' || String(stay.fromStatusId) === first) &&
          within(stay.since, rest)
        );
      case 'moved_by':
        return (
          stay.fromStatusId !== null &&
          (first === '' || String(stay.movedBy) === first) &&
          within(stay.since, values.slice(1))
        );
      case 'stood': {
        const at = new Date(second);
        return isThere && stay.since <= at && (stay.until === null || stay.until > at);
      }
      case 'beyond': {
        const pace = world.paces[person.statusId];
        const stood = world.now.getTime() - person.statusSince.getTime();
        return String(person.statusId) === first && pace !== undefined && stood > pace * 1_000;
      }
      default:
        throw new Error(`history ${operator}`);
    }
  });
}
