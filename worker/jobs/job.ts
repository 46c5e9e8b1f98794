import type { Db } from '#db/client.ts';

/** Work that runs by the clock: idempotent, so that a run cut short is simply run again. */
export type Job = {
  name: string;
  /** When, in UTC. */
  cron: string;
  /** A run that takes longer is given up and tried again. */
  expireSeconds: number;
  /** Does the work and returns counts for the log. */
  run(db: Db): Promise<Record<string, number>>;
};
