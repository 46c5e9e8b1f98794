import type { StatusKind } from '#db/values.ts';
import type { ReportStatus } from './counted.ts';
import { add, contactsBy, type DayPart, rowsOf, totalsBy } from './kept/part.ts';
import { countedUnder, type MovedStatuses } from './moved-rules.ts';
import type { Names } from './scope.ts';

type FlowCount = { from: number; to: number; moves: number; contacts: number };
/** `ways`: the pairs of statuses that count as this one, itself among them. */
export type FlowCell = FlowCount & { isBack: boolean; ways: [from: number, to: number][] };

export type Flow = {
  /** Those that somebody left or came to, in the funnel's order. */
  statuses: ReportStatus[];
  cells: FlowCell[];
  moves: number;
  movesBack: number;
  /** Moves of contacts that are in the list no more; null: not told of some contacts only. */
  movesOfGone: number | null;
};

/** `parts`: of `FLOW_PARTS`, from the day `from` on; `isWhole`: of everybody. */
export type FlowFacts = { statuses: ReportStatus[]; parts: DayPart[]; from: string; isWhole: boolean };

type Place = { kind: StatusKind; place: number };

/** Whether a move goes backwards: to an earlier one of the open statuses, out of won, or out of lost to an open one. */
export function isMoveBack(from: Place, to: Place): boolean {
  switch (from.kind) {
    case 'open':
      return to.kind === 'open' && to.place < from.place;
    case 'won':
      return to.kind !== 'won';
    case 'lost':
      return to.kind === 'open';
  }
}

/** Moves from each status to each other. By the names of today retired statuses are part of what `moved` says, or left out; a move within one is none. */
export function shapeFlow(facts: FlowFacts, names: Names, moved: MovedStatuses = new Map()): Flow {
  const places = new Map(facts.statuses.map((status, place) => [status.id, { ...status, place }]));
  const cells = countsOf(facts).flatMap((count): FlowCell[] => {
    const from = places.get(count.from);
    const to = places.get(count.to);
    if (!from || !to || from === to || (names === 'today' && (from.isRetired || to.isRetired))) return [];
    const ways = countedUnder(from.id, moved).flatMap((one) =>
      countedUnder(to.id, moved).map((other): [number, number] => [one, other]),
    );
    return [{ ...count, ways, isBack: isMoveBack(from, to) }];
  });
  const named = new Set(cells.flatMap(({ from, to }) => [from, to]));
  const moves = (some: FlowCell[]) => some.reduce((all, one) => all + one.moves, 0);
  const place = (id: number) => places.get(id)?.place ?? 0;
  return {
    statuses: facts.statuses.filter(({ id }) => named.has(id)),
    cells: cells.toSorted((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
    moves: moves(cells),
    movesBack: moves(cells.filter(({ isBack }) => isBack)),
    movesOfGone: facts.isWhole ? (totalsBy(facts.parts, 'gone').get(0) ?? 0) : null,
  };
}

function countsOf({ parts, from }: FlowFacts): FlowCount[] {
  const moves = new Map<string, number>();
  for (const [before, after, count] of rowsOf(parts, 'moves'))
    add(moves, `${before} ${after}`, Number(count));
  const contacts = contactsBy(parts, 'contacts', from);
  return [...moves].map(([way, count]) => {
    const [before = 0, after = 0] = way.split(' ').map(Number);
    return { from: before, to: after, moves: count, contacts: contacts.get(way) ?? 0 };
  });
}
