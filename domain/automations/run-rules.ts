/** For so long, after it ended, a run can be looked at; who enters only once is known longer. */
export const RUN_DAYS = 180;

const AGAIN = /~(\d+)$/;

/** What a run is called that does again what one of `source` did, by hand for the `time`th time. */
export function repeatedSource(source: string, time: number): string {
  return `${source.replace(AGAIN, '')}~${time}`;
}

/** What set a run off, without the times that it was repeated. */
export function firstSource(source: string): string {
  return source.replace(AGAIN, '');
}
