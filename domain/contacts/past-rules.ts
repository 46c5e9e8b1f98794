import type { Campaign, Check } from './check.ts';

/** When one contact stood in a status; instants in milliseconds. */
export type HeldStay = {
  statusId: number;
  fromStatusId: number | null;
  since: number;
  until: number | null;
  movedBy: number | null;
};
export type HeldTouch = { originId: number; at: number; campaign: Campaign | null };

type PastCheck = Extract<Check, { kind: 'stay' | 'stood' | 'moved' | 'touched' }>;

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
    case 'moved':
      return stays.some(
        ({ fromStatusId, since, movedBy }) =>
          fromStatusId !== null && (check.by === null || movedBy === check.by) && isWithin(since, check),
      );
    case 'touched': {
      const { which, originIds, campaign } = check;
      const asked = which === 'any' ? touches : [touches.at(which === 'first' ? 0 : -1)];
      return asked.some(
        (touch) =>
          touch &&
          (originIds === null || originIds.includes(touch.originId)) &&
          (campaign === null || isOf(touch, campaign)),
      );
    }
  }
}

function isSuchAStay(stay: HeldStay, check: Extract<PastCheck, { kind: 'stay' }>): boolean {
  const at = stay[check.edge];
  return (
    stay.statusId === check.statusId &&
    (check.cameFrom === null || stay.fromStatusId === check.cameFrom) &&
    at !== null &&
    isWithin(at, check)
  );
}

function isWithin(at: number, { from, to }: { from: Date | null; to: Date | null }): boolean {
  return (from === null || at >= from.getTime()) && (to === null || at < to.getTime());
}

function isOf({ campaign }: HeldTouch, { kind, key }: Campaign): boolean {
  return campaign?.kind === kind && campaign.key === key;
}
