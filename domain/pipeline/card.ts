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
  statusSince: number,
  lastActivityAt: number,
  createdAt: number,
  /** 1: customer, 2: inactive, 4: wants no messages. */
  flags: number,
  lastMessageAt: number,
  waitingSince: number,
];

/** Leaves out the names of the fields and the status, which the column says. */
export function packCard(card: Card): PackedCard {
  const flags = (card.type === 'customer' ? 1 : 0) + (card.isActive ? 0 : 2) + (card.isOptedOut ? 4 : 0);
  const { id, version, name, originId, ownerId, statusSince, lastActivityAt, createdAt } = card;
  const { lastMessageAt, waitingSince } = card;
  return [
    id,
    version,
    name,
    originId,
    ownerId,
    statusSince,
    lastActivityAt,
    createdAt,
    flags,
    lastMessageAt,
    waitingSince,
  ];
}

/** The card of a packed one that stands in the column of `statusId`. */
export function unpackCard(statusId: number, packed: PackedCard): Card {
  const [id, version, name, originId, ownerId, statusSince, lastActivityAt, createdAt, flags] = packed;
  const [, , , , , , , , , lastMessageAt, waitingSince] = packed;
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
    statusSince,
    lastActivityAt,
    createdAt,
    lastMessageAt,
    waitingSince,
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
