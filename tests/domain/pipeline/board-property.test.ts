import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Board, moveCard } from '#domain/pipeline/board.ts';
import { compareCards } from '#domain/pipeline/card.ts';
import { BOARD_SORTS } from '#domain/pipeline/query.ts';
import { STATUSES, Window } from './board-model.ts';
import { layoutOf, totalsOf } from './support.ts';

const pick = fc.nat(30);
const statusId = fc.constantFrom(...STATUSES);
const name = fc.constantFrom('Ana', 'ána', 'Érica', 'Eva', 'Zé', 'a', 'Ana 2');

const others = fc.record({
  kind: fc.constant('others' as const),
  pick,
  statusId: fc.option(statusId),
  name: fc.option(name),
});
const move = fc.record({ kind: fc.constant('move' as const), pick, statusId });
const askPage = fc.record({ kind: fc.constant('askPage' as const), statusId });
const plain = fc.record({ kind: fc.constantFrom('ask', 'hearPage', 'hearAnswer', 'settle') });
const reopen = fc.record({ kind: fc.constant('reopen' as const) });

const step = fc.oneof(
  { weight: 4, arbitrary: others },
  { weight: 3, arbitrary: move },
  { weight: 2, arbitrary: askPage },
  { weight: 6, arbitrary: plain },
  { weight: 1, arbitrary: reopen },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(window: Window, one: Step): void {
  if (one.kind === 'others') window.others(one);
  else if (one.kind === 'move') window.move(one.pick, one.statusId);
  else if (one.kind === 'askPage') window.askPage(one.statusId);
  else window[one.kind]();
}

/** No card twice, each in the column of its status, each column in order. */
function expectSound(board: Board): void {
  const ids = Object.values(layoutOf(board)).flat();
  expect(ids).toHaveLength(new Set(ids).size);
  for (const [columnId, { cards }] of board.columns) {
    expect(cards.every((card) => card.statusId === columnId)).toBe(true);
    const inOrder = cards.toSorted((one, two) => compareCards(board.sort, one, two));
    expect(cards).toEqual(inOrder);
  }
}

const start = fc.array(fc.tuple(statusId, name), { maxLength: 14 });

test('whatever comes in whatever order: no card is doubled or lost, and all stand in order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BOARD_SORTS),
      start,
      fc.array(step, { maxLength: 40 }),
      (sort, first, steps) => {
        const window = new Window(sort, first);
        for (const one of steps) {
          take(window, one);
          expectSound(window.board);
          for (const id of [1, 2, 3]) expectSound(moveCard(window.board, { id, statusId: 2, at: 5_000 }));
        }
        window.rest();
        expectSound(window.board);
        const truth = STATUSES.map((id) => [id, window.server.column(id)] as const);
        expect(layoutOf(window.board)).toEqual(
          Object.fromEntries(truth.map(([id, cards]) => [id, cards.map((card) => card.id)])),
        );
        expect(totalsOf(window.board)).toEqual(
          Object.fromEntries(truth.map(([id, cards]) => [id, cards.length])),
        );
      },
    ),
    { numRuns: 500 },
  );
});
