const CLOSED = new Error('nobody takes this any more');

/**
 * Passes values from one place to another at the pace of whoever takes them: one lies ready, the next waits. Giving fails when the taker has gone,
 * or has taken nothing for `patienceSeconds`, so that what it holds open meanwhile (a transaction) ends.
 */
export class Handover<T> implements AsyncIterableIterator<T> {
  readonly #patienceMs: number;
  #ready: { value: T } | null = null;
  #end: { error: unknown } | 'done' | null = null;
  #wake: (() => void)[] = [];
  #isLeft = false;

  constructor({ patienceSeconds }: { patienceSeconds: number }) {
    this.#patienceMs = patienceSeconds * 1_000;
  }

  /** Lays a value ready as soon as the one before it has been taken. @throws when it will never be */
  async give(value: T): Promise<void> {
    const timer = setTimeout(
      () => this.finish(new Error('nothing was taken for too long')),
      this.#patienceMs,
    );
    while (this.#ready && !this.#end) await this.#change();
    clearTimeout(timer);
    if (this.#end) throw this.#end === 'done' ? CLOSED : this.#end.error;
    this.#ready = { value };
    this.#tell();
  }

  /** There is no more; with an error, the taker gets it after what lies ready. */
  finish(...failure: [] | [error: unknown]): void {
    this.#end ??= failure.length === 0 ? 'done' : { error: failure[0] };
    this.#tell();
  }

  async next(): Promise<IteratorResult<T>> {
    while (!this.#ready && !this.#end) await this.#change();
    const ready = this.#ready;
    this.#ready = null;
    this.#tell();
    if (ready) return { done: false, value: ready.value };
    if (this.#end !== null && this.#end !== 'done') throw this.#end.error;
    return { done: true, value: undefined };
  }

  /** Whether the taker went before the end. */
  get isLeft(): boolean {
    return this.#isLeft;
  }

  /** The taker goes; what lies ready is lost. */
  async return(): Promise<IteratorResult<T>> {
    this.#isLeft ||= this.#end === null;
    this.#ready = null;
    this.finish();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
    });
  }

  #tell(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}

/** The same values; `close` is called as soon as their taker goes, even before the first. */
export function closing<T>(values: AsyncIterable<T>, close: () => unknown): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = values[Symbol.asyncIterator]();
      return {
        next: () => iterator.next(),
        return: async () => {
          await close();
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
