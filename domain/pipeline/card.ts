import type { ContactType } from '#db/values.ts';
import type { BoardSort } from './query.ts';

/** A contact as the board shows it. Times are milliseconds since 1970. */
export type Card = {
  id: number;
  version: number;
  name: string;
  statusId: number;
  originId: number;
  /** 0: nobody. */
  ownerId: number;
  type: ContactType;
  isActive: boolean;
  /** Wants no messages. */
  isOptedOut: boolean;
  statusSince: number;
  lastActivityAt: number;
  createdAt: number;
  /** When they last wrote; 0: never. */
  lastMessageAt: number;
  /** Since when they wait for our answer; 0: they do not. */
  waitingSince: number;
};

/** A card without the names of its fields: 175 of them travel twice in each page, as HTML and as data. */
export type PackedCard = [
  id: number,
  version: number,
  name: string,
  originId: number,
  ownerId: number,
  createdAt: number,
  /** From here on times count from `createdAt`: shorter, and often 0. */
  statusAfter: number,
  activityAfter: number,
  /** 1: customer, 2: inactive, 4: wants no messages. */
  flags: number,
  /** These two are left out where there is no such time. */
  messageAfter?: number,
  waitingAfter?: number,
];

/** Leaves out the names of the fields and the status, which the column says. */
export function packCard(card: Card): PackedCard {
  const flags = (card.type === 'customer' ? 1 : 0) + (card.isActive ? 0 : 2) + (card.isOptedOut ? 4 : 0);
  const { id, version, name, originId, ownerId, createdAt, lastMessageAt, waitingSince } = card;
  const after = (time: number) => time - createdAt;
  const packed: PackedCard = [
    id,
    version,
    name,
    originId,
    ownerId,
    createdAt,
    after(card.statusSince),
    after(card.lastActivityAt),
    flags,
  ];
  if (lastMessageAt > 0) packed.push(after(lastMessageAt));
  if (lastMessageAt > 0 && waitingSince > 0) packed.push(after(waitingSince));
  return packed;
}

/** The card of a packed one that stands in the column of `statusId`. */
export function unpackCard(statusId: number, packed: PackedCard): Card {
  const [id, version, name, originId, ownerId, createdAt, statusAfter, activityAfter, flags] = packed;
  const [, , , , , , , , , messageAfter, waitingAfter] = packed;
  const time = (after: number | undefined) => (after === undefined ? 0 : createdAt + after);
  return {
    id,
    version,
    name,
    statusId,
    originId,
    ownerId,
    type: flags & 1 ? 'customer' : 'lead',
    isActive: (flags & 2) === 0,
    isOptedOut: (flags & 4) !== 0,
    statusSince: time(statusAfter),
    lastActivityAt: time(activityAfter),
    createdAt,
    lastMessageAt: time(messageAfter),
    waitingSince: time(waitingAfter),
  };
}

const names = new Intl.Collator('pt-BR');

/** Whether `one` stands above `two` (negative) in a column; agrees with the database's order. */
export function compareCards(sort: BoardSort, one: Card, two: Card): number {
  switch (sort) {
    case 'activity':
      return two.lastActivityAt - one.lastActivityAt || two.id - one.id;
    case 'newest':
      return two.createdAt - one.createdAt || two.id - one.id;
    case 'since':
      return one.statusSince - two.statusSince || one.id - two.id;
    case 'name':
      return names.compare(one.name, two.name) || one.id - two.id;
  }
}
