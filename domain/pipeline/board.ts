import { type Card, compareCards, type PackedCard, unpackCard } from './card.ts';
import type { BoardSort } from './query.ts';

/**
 * One column as far as it is loaded: everything down to `end`, the last card of the last page as it was then. `cursor` leads to what comes
 * after it; null: all are here.
 */
export type Column = { cards: Card[]; end: Card | null; cursor: string | null; total: number };

/** The board in a browser: columns by status id. Everything here is pure: the same state and change give the same board. */
export type Board = { sort: BoardSort; columns: ReadonlyMap<number, Column> };

export type PackedColumn = { statusId: number; cards: PackedCard[]; cursor: string | null; total: number };

/** What the server says of some contacts: where each is now if it belongs on this board, and the totals of all columns. */
export type Changes = {
  /** The contacts that were asked about; those without a card are not (or no longer) on this board. */
  ids: number[];
  cards: { statusId: number; card: PackedCard }[];
  /** A column that is not named has no contacts. */
  totals: [statusId: number, total: number][];
};

const EMPTY: Column = { cards: [], end: null, cursor: null, total: 0 };

/** The board as the server sent it. */
export function openBoard(sort: BoardSort, columns: PackedColumn[]): Board {
  const entries = columns.map(({ statusId, cursor, total, ...page }): [number, Column] => {
    const cards = page.cards.map((card) => unpackCard(statusId, card));
    return [statusId, { cards, end: cards.at(-1) ?? null, cursor, total }];
  });
  return { sort, columns: new Map(entries) };
}

/** A column by its status's id; an empty one for a status that has just been made. */
export function columnOf(board: Board, statusId: number): Column {
  return board.columns.get(statusId) ?? EMPTY;
}

/** The loaded card of a contact, wherever it stands. */
export function findCard(board: Board, id: number): Card | undefined {
  for (const column of board.columns.values()) {
    const card = column.cards.find((one) => one.id === id);
    if (card) return card;
  }
  return undefined;
}

/** Adds the next page of a column. Cards that came by another way meanwhile are not doubled, wherever they stand now. */
export function appendPage(board: Board, page: Omit<PackedColumn, 'total'>): Board {
  const cards = page.cards.map((card) => unpackCard(page.statusId, card));
  const column = columnOf(board, page.statusId);
  const end = cards.at(-1) ?? column.end;
  return cards.reduce(refreshCard, withColumn(board, page.statusId, { ...column, end, cursor: page.cursor }));
}

/** The board after the server has accepted a move. What was heard of the card since then stays. */
export function settleMove(
  board: Board,
  moved: { id: number; statusId: number; version: number; at: number },
): Board {
  const held = findCard(board, moved.id);
  if (!held || held.version >= moved.version) return board;
  const there = moveCard(board, moved);
  const column = columnOf(there, moved.statusId);
  const cards = column.cards.map((one) => (one.id === moved.id ? { ...one, version: moved.version } : one));
  return withColumn(there, moved.statusId, { ...column, cards });
}

/** Where in a column a card would land that is moved there now. */
export function landingIndex(board: Board, id: number, statusId: number, at: number): number {
  return columnOf(moveCard(board, { id, statusId, at }), statusId).cards.findIndex((card) => card.id === id);
}

/** Moves one card at once, before the server has answered. `at` is now, in milliseconds. */
export function moveCard(board: Board, move: { id: number; statusId: number; at: number }): Board {
  const card = findCard(board, move.id);
  if (!card || card.statusId === move.statusId) return board;
  const moved: Card = { ...card, statusId: move.statusId, statusSince: move.at, lastActivityAt: move.at };
  const without = take(board, card);
  const source = columnOf(without, card.statusId);
  const counted = withColumn(without, card.statusId, { ...source, total: source.total - 1 });
  const target = columnOf(counted, move.statusId);
  return place(withColumn(counted, move.statusId, { ...target, total: target.total + 1 }), moved, 'always');
}

/** Brings the board up to date with what the server says. */
export function applyChanges(board: Board, changes: Changes): Board {
  let next = board;
  const told = new Set(changes.cards.map(({ card: [id] }) => id));
  for (const id of changes.ids) {
    const gone = told.has(id) ? undefined : findCard(next, id);
    if (gone) next = take(next, gone);
  }
  for (const { statusId, card } of changes.cards) next = refreshCard(next, unpackCard(statusId, card));
  const totals = new Map(changes.totals);
  for (const statusId of new Set([...next.columns.keys(), ...totals.keys()]))
    next = withColumn(next, statusId, { ...columnOf(next, statusId), total: totals.get(statusId) ?? 0 });
  return next;
}

/** The board with every column read anew, one after the other; what a move has brought meanwhile stays. */
export function reopenBoard(board: Board, columns: PackedColumn[]): Board {
  const empty = openBoard(
    board.sort,
    columns.map((column) => ({ ...column, cards: [] })),
  );
  const fresh = columns.reduce(appendPage, empty);
  const held = [...board.columns.values()].flatMap((column) => column.cards);
  const newer = held.filter(({ id, version }) => version > (findCard(fresh, id)?.version ?? version));
  return newer.reduce(refreshCard, fresh);
}

/** An answer may be older than what a move has brought meanwhile: the newer version stays. */
function refreshCard(board: Board, card: Card): Board {
  const held = findCard(board, card.id);
  if (!held) return place(board, card, 'if loaded so far');
  if (held.version > card.version) return board;
  // One in sight stays in sight, even where the cards between it and the others are still to be loaded.
  return place(take(board, held), card, held.statusId === card.statusId ? 'always' : 'if loaded so far');
}

function take(board: Board, card: Card): Board {
  const column = columnOf(board, card.statusId);
  return withColumn(board, card.statusId, {
    ...column,
    cards: column.cards.filter((one) => one.id !== card.id),
  });
}

/** Puts a card where it belongs. After the end of what is loaded it would leave a gap, so there it waits for scrolling. */
function place(board: Board, card: Card, when: 'always' | 'if loaded so far'): Board {
  const column = columnOf(board, card.statusId);
  const isAfterEnd = column.cursor !== null && column.end && compareCards(board.sort, card, column.end) > 0;
  if (isAfterEnd && when !== 'always') return board;
  const found = column.cards.findIndex((one) => compareCards(board.sort, card, one) < 0);
  const index = found === -1 ? column.cards.length : found;
  return withColumn(board, card.statusId, { ...column, cards: column.cards.toSpliced(index, 0, card) });
}

function withColumn(board: Board, statusId: number, column: Column): Board {
  return { ...board, columns: new Map(board.columns).set(statusId, column) };
}
