import type { Check } from './check.ts';

/** When one contact stood in a status; instants in milliseconds. */
export type HeldStay = { statusId: number; fromStatusId: number | null; since: number; until: number | null };
export type HeldTouch = { originId: number; at: number };

type PastCheck = Extract<Check, { kind: 'stay' | 'stood' | 'touched' }>;

/** Whether a check on what has been holds for one contact, as `pastWhere` asks it of the tables. */
export function pastHolds(
  check: PastCheck,
  { stays, touches }: { stays: readonly HeldStay[]; touches: readonly HeldTouch[] },
): boolean {
  switch (check.kind) {
    case 'stay':
      return stays.some((stay) => isSuchAStay(stay, check));
    case 'stood': {
      const at = check.at.getTime();
      return stays.some(
        ({ statusId, since, until }) =>
          statusId === check.statusId && since <= at && (until === null || until > at),
      );
    }
    case 'touched': {
      const { which, originIds } = check;
      const asked = which === 'any' ? touches : [touches.at(which === 'first' ? 0 : -1)];
      return asked.some((touch) => touch && (originIds === null || originIds.includes(touch.originId)));
    }
  }
}

function isSuchAStay(stay: HeldStay, check: Extract<PastCheck, { kind: 'stay' }>): boolean {
  const at = stay[check.edge];
  return (
    stay.statusId === check.statusId &&
    (check.cameFrom === null || stay.fromStatusId === check.cameFrom) &&
    at !== null &&
    (check.from === null || at >= check.from.getTime()) &&
    (check.to === null || at < check.to.getTime())
  );
}
