import { describe, expect, test } from 'vitest';
import {
  appendPage,
  applyChanges,
  type Board,
  columnOf,
  findCard,
  landingIndex,
  moveCard,
  openBoard,
  reopenBoard,
  settleMove,
} from '#domain/pipeline/board.ts';
import { type Card, packCard } from '#domain/pipeline/card.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import { layoutOf, makeCard, totalsOf } from './support.ts';

const NOVO = 1;
const CONTATADO = 2;

/** Cards by last activity: 40 (newest), 30, 20, 10 in Novo; `more`: others follow. */
function boardOf({ more = false, sort = 'activity' as BoardSort } = {}): Board {
  const cards = [40, 30, 20, 10].map((id) =>
    makeCard({ id, lastActivityAt: id, createdAt: id, statusSince: id }),
  );
  const sorted = sort === 'since' ? cards.toReversed() : cards;
  return openBoard(sort, [
    { statusId: NOVO, cards: sorted.map(packCard), cursor: more ? 'after 10' : null, total: more ? 50 : 4 },
    { statusId: CONTATADO, cards: [], cursor: null, total: 0 },
  ]);
}

const told = (board: Board, cards: Card[], options: { ids?: number[]; totals?: [number, number][] } = {}) =>
  applyChanges(board, {
    ids: options.ids ?? cards.map((card) => card.id),
    cards: cards.map((card) => ({ statusId: card.statusId, card: packCard(card) })),
    totals: options.totals ?? Object.entries(totalsOf(board)).map(([id, total]) => [Number(id), total]),
  });

describe('moveCard', () => {
  test('takes the card over with its clock set anew, and counts it there', () => {
    const board = moveCard(boardOf(), { id: 20, statusId: CONTATADO, at: 99 });
    expect(layoutOf(board)).toEqual({ [NOVO]: [40, 30, 10], [CONTATADO]: [20] });
    expect(totalsOf(board)).toEqual({ [NOVO]: 3, [CONTATADO]: 1 });
    expect(findCard(board, 20)).toMatchObject({ statusId: CONTATADO, statusSince: 99, lastActivityAt: 99 });
  });

  test.each([
    ['to where it is', { id: 20, statusId: NOVO }],
    ['of a card that is not here', { id: 7, statusId: CONTATADO }],
  ])('%s changes nothing', (_, move) => {
    const board = boardOf();
    expect(moveCard(board, { ...move, at: 99 })).toBe(board);
  });

  test.each([
    ['activity', 0],
    ['since', 4],
  ] as const)('by %s it lands at place %i', (sort, place) => {
    const board = told(boardOf({ sort }), [makeCard({ id: 5, statusId: CONTATADO })]);
    expect(landingIndex(board, 5, NOVO, 2_000)).toBe(place);
  });
});

describe('settleMove', () => {
  const move = { id: 20, statusId: CONTATADO, version: 2, at: 99 };

  test('names the version for the next move', () => {
    const board = settleMove(boardOf(), move);
    expect(layoutOf(board)).toEqual({ [NOVO]: [40, 30, 10], [CONTATADO]: [20] });
    expect(findCard(board, 20)).toMatchObject({ version: 2, statusSince: 99 });
  });

  test('counts once when the live update was faster', () => {
    const heard = told(boardOf(), [makeCard({ id: 20, statusId: CONTATADO, version: 2 })], {
      totals: [
        [NOVO, 3],
        [CONTATADO, 1],
      ],
    });
    expect(totalsOf(settleMove(heard, move))).toEqual({ [NOVO]: 3, [CONTATADO]: 1 });
  });

  test('does not take back what somebody did after it', () => {
    const heard = told(boardOf(), [makeCard({ id: 20, statusId: NOVO, version: 3 })]);
    expect(settleMove(heard, move)).toBe(heard);
  });
});

describe('appendPage', () => {
  test('adds the next cards and remembers where they end', () => {
    const board = appendPage(boardOf({ more: true }), {
      statusId: NOVO,
      cards: [makeCard({ id: 9, lastActivityAt: 9 }), makeCard({ id: 8, lastActivityAt: 8 })].map(packCard),
      cursor: 'after 8',
    });
    expect(layoutOf(board)[NOVO]).toEqual([40, 30, 20, 10, 9, 8]);
    expect(columnOf(board, NOVO)).toMatchObject({ cursor: 'after 8', end: { id: 8 }, total: 50 });
  });

  test('does not double a card that was moved to another column meanwhile', () => {
    const moved = makeCard({ id: 9, statusId: CONTATADO, version: 2 });
    const board = appendPage(told(boardOf({ more: true }), [moved]), {
      statusId: NOVO,
      cards: [packCard(makeCard({ id: 9, lastActivityAt: 9 }))],
      cursor: null,
    });
    expect(layoutOf(board)).toEqual({ [NOVO]: [40, 30, 20, 10], [CONTATADO]: [9] });
  });

  test('goes between the loaded cards and one that was moved to the end', () => {
    const start = told(boardOf({ more: true, sort: 'since' }), [makeCard({ id: 5, statusId: CONTATADO })]);
    const moved = moveCard(start, { id: 5, statusId: NOVO, at: 2_000 });
    const board = appendPage(moved, {
      statusId: NOVO,
      cards: [packCard(makeCard({ id: 60, statusSince: 60 }))],
      cursor: null,
    });
    expect(layoutOf(board)[NOVO]).toEqual([10, 20, 30, 40, 60, 5]);
  });

  test('an empty last page ends the column', () => {
    const board = appendPage(boardOf({ more: true }), { statusId: NOVO, cards: [], cursor: null });
    expect(columnOf(board, NOVO)).toMatchObject({ cursor: null, end: { id: 10 } });
  });
});

describe('applyChanges', () => {
  test('brings what is new, takes what is gone, moves what was moved', () => {
    const board = told(
      boardOf(),
      [
        makeCard({ id: 50, lastActivityAt: 50 }),
        makeCard({ id: 30, statusId: CONTATADO, version: 2, lastActivityAt: 60 }),
      ],
      {
        ids: [50, 30, 20],
        totals: [
          [NOVO, 3],
          [CONTATADO, 1],
        ],
      },
    );
    expect(layoutOf(board)).toEqual({ [NOVO]: [50, 40, 10], [CONTATADO]: [30] });
    expect(totalsOf(board)).toEqual({ [NOVO]: 3, [CONTATADO]: 1 });
  });

  test('a column that is not named is empty', () => {
    const board = told(boardOf(), [], { totals: [[CONTATADO, 4]] });
    expect(totalsOf(board)).toEqual({ [NOVO]: 0, [CONTATADO]: 4 });
  });

  test('an answer older than a move changes nothing', () => {
    const moved = settleMove(boardOf(), { id: 20, statusId: CONTATADO, version: 2, at: 99 });
    expect(layoutOf(told(moved, [makeCard({ id: 20 })]))).toEqual(layoutOf(moved));
  });

  test.each([
    ['before the end', 15, [40, 30, 20, 15, 10]],
    ['after the end, where it waits for scrolling', 5, [40, 30, 20, 10]],
  ])('a card %s', (_, at, layout) => {
    const board = told(boardOf({ more: true }), [makeCard({ id: at, lastActivityAt: at })]);
    expect(layoutOf(board)[NOVO]).toEqual(layout);
  });

  test('the last loaded cards leave no gap when they go', () => {
    const without = told(boardOf({ more: true }), [], { ids: [20, 10] });
    const board = told(without, [makeCard({ id: 15, lastActivityAt: 15 })]);
    expect(layoutOf(board)[NOVO]).toEqual([40, 30, 15]);
  });

  test('a card in sight stays in sight when it falls after the end', () => {
    const board = told(boardOf({ more: true }), [makeCard({ id: 30, version: 2, lastActivityAt: 5 })]);
    expect(layoutOf(board)[NOVO]).toEqual([40, 20, 10, 30]);
  });
});

describe('reopenBoard', () => {
  const column = (statusId: number, cards: Card[], cursor: string | null = null) => ({
    statusId,
    cards: cards.map(packCard),
    cursor,
    total: cards.length,
  });

  test('replaces everything, in columns that are new too', () => {
    const board = reopenBoard(boardOf(), [
      column(NOVO, [makeCard({ id: 70, lastActivityAt: 70 })], 'after 70'),
      column(3, [makeCard({ id: 20, statusId: 3, version: 2 })]),
    ]);
    expect(layoutOf(board)).toEqual({ [NOVO]: [70], 3: [20] });
    expect(columnOf(board, NOVO)).toMatchObject({ cursor: 'after 70', end: { id: 70 }, total: 1 });
  });

  test('holds a card once that was moved between the reading of two columns', () => {
    const board = reopenBoard(boardOf(), [
      column(NOVO, [makeCard({ id: 20 })]),
      column(CONTATADO, [makeCard({ id: 20, statusId: CONTATADO, version: 2 })]),
    ]);
    expect(layoutOf(board)).toEqual({ [NOVO]: [], [CONTATADO]: [20] });
  });

  test('keeps a move that the reading has missed', () => {
    const moved = settleMove(boardOf(), { id: 20, statusId: CONTATADO, version: 2, at: 99 });
    const board = reopenBoard(moved, [column(NOVO, [makeCard({ id: 20 })]), column(CONTATADO, [])]);
    expect(layoutOf(board)).toEqual({ [NOVO]: [], [CONTATADO]: [20] });
  });
});
