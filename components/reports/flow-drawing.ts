import type { Flow, FlowCell } from '#domain/reports/flow-rules.ts';

export const TALL = 320;
const GAP = 8;

export type Node = { id: number; top: number; height: number };
export type Ribbon = FlowCell & { d: string };

/** Where statuses stand at both sides, and the ribbons between them, as thick as there are moves; from `left` to `right`. */
export function drawFlow({ statuses, cells }: Flow, [left, right]: [number, number]) {
  const from = nodesOf(statuses.map(({ id }) => [id, sum(cells.filter((cell) => cell.from === id))]));
  const to = nodesOf(statuses.map(({ id }) => [id, sum(cells.filter((cell) => cell.to === id))]));
  const out = new Map(from.map(({ id, top }) => [id, top]));
  const into = new Map(to.map(({ id, top }) => [id, top]));
  const all = sum(cells);
  const middle = (left + right) / 2;
  const ribbons = cells.map((cell): Ribbon => {
    const thick = (cell.moves / all) * room(statuses.length);
    const a = out.get(cell.from) ?? 0;
    const b = into.get(cell.to) ?? 0;
    out.set(cell.from, a + thick);
    into.set(cell.to, b + thick);
    const there = `M${left} ${a}C${middle} ${a} ${middle} ${b} ${right} ${b}`;
    const back = `V${b + thick}C${middle} ${b + thick} ${middle} ${a + thick} ${left} ${a + thick}Z`;
    return { ...cell, d: there + back };
  });
  return { from, to, ribbons };
}

function room(count: number): number {
  return TALL - GAP * (count - 1);
}

function nodesOf(totals: [id: number, total: number][]): Node[] {
  const all = totals.reduce((some, [, total]) => some + total, 0) || 1;
  let top = 0;
  return totals.map(([id, total]) => {
    const height = (total / all) * room(totals.length);
    const node = { id, top, height };
    top += height + GAP;
    return node;
  });
}

function sum(cells: FlowCell[]): number {
  return cells.reduce((all, { moves }) => all + moves, 0);
}
