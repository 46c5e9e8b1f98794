/** A line of progress for the person at the terminal. On stderr: stdout is for results and logs. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a step of a start and says how long it took, if it took long enough to wonder. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  report(`${title}…`);
  const result = await work();
  const seconds = (performance.now() - started) / 1000;
  if (seconds >= 2) report(`  done in ${seconds.toFixed(0)} s`);
  return result;
}
