import {
  appendPage,
  applyChanges,
  type Board,
  type Changes,
  columnOf,
  findCard,
  openBoard,
  type PackedColumn,
  reopenBoard,
  settleMove,
} from '#domain/pipeline/board.ts';
import { type Card, compareCards, packCard } from '#domain/pipeline/card.ts';
import type { BoardSort } from '#domain/pipeline/query.ts';
import { makeCard } from './support.ts';

const PAGE = 3;
export const STATUSES = [1, 2, 3];

type Page = Omit<PackedColumn, 'total'>;

/** A server that tells the truth, as plainly as can be written. */
class Server {
  readonly cards = new Map<number, Card>();
  readonly sort: BoardSort;
  #clock = 1_000;
  #lastId = 0;

  constructor(sort: BoardSort) {
    this.sort = sort;
  }

  create(statusId: number, name: string): number {
    this.#clock += 1;
    this.#lastId += 1;
    const id = this.#lastId;
    const at = this.#clock;
    const card = makeCard({ id, name, statusId, statusSince: at, lastActivityAt: at, createdAt: at });
    this.cards.set(id, card);
    return id;
  }

  change(id: number, facts: Partial<Card>): Card | undefined {
    const card = this.cards.get(id);
    if (!card || card.statusId === facts.statusId) return undefined;
    this.#clock += 1;
    const since = facts.statusId ? { statusSince: this.#clock } : {};
    const changed = { ...card, ...facts, ...since, lastActivityAt: this.#clock, version: card.version + 1 };
    this.cards.set(id, changed);
    return changed;
  }

  column(statusId: number): Card[] {
    const cards = [...this.cards.values()].filter((card) => card.statusId === statusId);
    return cards.sort((one, two) => compareCards(this.sort, one, two));
  }

  page(statusId: number, cursor: string | null): Page {
    const after: Card | null = cursor && JSON.parse(cursor);
    const rest = this.column(statusId).filter((card) => !after || compareCards(this.sort, card, after) > 0);
    const cards = rest.slice(0, PAGE);
    return {
      statusId,
      cards: cards.map(packCard),
      cursor: rest.length > PAGE ? JSON.stringify(cards.at(-1)) : null,
    };
  }

  columns(): PackedColumn[] {
    return STATUSES.map((id) => ({ ...this.page(id, null), total: this.column(id).length }));
  }

  changes(ids: number[]): Changes {
    const found = ids.flatMap((id) => this.cards.get(id) ?? []);
    const totals = STATUSES.map((id): [number, number] => [id, this.column(id).length]);
    return {
      ids,
      cards: found.map((card) => ({ statusId: card.statusId, card: packCard(card) })),
      totals: totals.filter(([, total]) => total > 0),
    };
  }
}

/** One window on it, with everything that is on its way to it. */
export class Window {
  readonly server: Server;
  board: Board;
  #heard = new Set<number>();
  #answer: Changes | null = null;
  #pages: { page: Page; asked: string; overtakenBy: Set<number> }[] = [];
  #moves: { id: number; statusId: number; version: number; at: number }[] = [];

  constructor(sort: BoardSort, start: [statusId: number, name: string][]) {
    this.server = new Server(sort);
    for (const [statusId, name] of start) this.server.create(statusId, name);
    this.board = openBoard(sort, this.server.columns());
  }

  /** Somebody else does something, and this window is told that it happened. */
  others(what: { pick: number; statusId: number | null; name: string | null }): void {
    const id = this.#pick(what.pick);
    const { statusId, name } = what;
    if (statusId && name) this.#heard.add(this.server.create(statusId, name));
    else if (statusId) this.server.change(id, { statusId });
    else if (name) this.server.change(id, { name });
    else this.server.cards.delete(id);
    this.#heard.add(id);
  }

  ask(): void {
    if (this.#answer) return;
    this.#answer = this.server.changes([...this.#heard]);
    this.#heard.clear();
  }

  hearAnswer(): void {
    if (!this.#answer) return;
    for (const { overtakenBy } of this.#pages) for (const id of this.#answer.ids) overtakenBy.add(id);
    this.board = applyChanges(this.board, this.#answer);
    this.#answer = null;
  }

  askPage(statusId: number): void {
    const { cursor } = columnOf(this.board, statusId);
    if (cursor === null || this.#pages.some(({ page }) => page.statusId === statusId)) return;
    this.#pages.push({ page: this.server.page(statusId, cursor), asked: cursor, overtakenBy: new Set() });
  }

  hearPage(): void {
    const next = this.#pages.shift();
    if (!next || columnOf(this.board, next.page.statusId).cursor !== next.asked) return;
    this.board = appendPage(this.board, next.page);
    for (const id of next.overtakenBy) this.#heard.add(id);
  }

  move(pick: number, statusId: number): void {
    const id = this.#pick(pick);
    const held = findCard(this.board, id);
    if (!held || held.version !== this.server.cards.get(id)?.version) return;
    const moved = this.server.change(id, { statusId });
    if (!moved) return;
    this.#moves.push({ id, statusId, version: moved.version, at: moved.statusSince });
    this.#heard.add(id);
  }

  settle(): void {
    const move = this.#moves.shift();
    if (move) this.board = settleMove(this.board, move);
  }

  /** Reads all anew, as after a lost connection. */
  reopen(): void {
    this.board = reopenBoard(this.board, this.server.columns());
  }

  /** Waits for everything that is on its way, and scrolls every column to its end. */
  rest(): void {
    while (this.#moves.length > 0) this.settle();
    this.hearAnswer();
    while (this.#pages.length > 0) this.hearPage();
    this.ask();
    this.hearAnswer();
    for (const statusId of STATUSES) {
      while (columnOf(this.board, statusId).cursor !== null) {
        this.askPage(statusId);
        this.hearPage();
      }
    }
  }

  #pick(number: number): number {
    const ids = [...this.server.cards.keys()];
    return ids[number % Math.max(1, ids.length)] ?? 0;
  }
}
