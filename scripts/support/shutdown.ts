import { report } from './progress.ts';

/** What must be undone when the script ends, last thing first. */
export class Shutdown {
  #undo: (() => Promise<void>)[] = [];
  #abort = new AbortController();
  #signals = 0;

  /** Aborted when the end is asked for, by a signal or by `request`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  request(): void {
    this.#abort.abort();
  }

  /**
   * Listens for Ctrl-C and its kind.
   *
   * @param onImpatience called when somebody asks again, after the first time has had a second to work
   */
  listen(onImpatience: () => void): void {
    let since = 0;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        this.#signals += 1;
        since ||= Date.now();
        // A terminal's Ctrl-C arrives twice: from the terminal, and passed on by whoever started us.
        if (this.#signals > 1 && Date.now() - since > 1000) onImpatience();
        this.request();
      });
    }
  }

  /** Registers what undoes the step just taken. */
  onEnd(undo: () => Promise<void>): void {
    this.#undo.push(undo);
  }

  /** Resolves when the end is asked for. */
  requested(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  /** Undoes everything. A failure to undo one thing does not keep the others. */
  async run(): Promise<void> {
    this.request();
    for (const undo of this.#undo.splice(0).reverse()) {
      await undo().catch((error: unknown) => report(`While stopping: ${error}`));
    }
  }
}
