// The worker process: everything that nobody waits for. Run as many as wanted, on any machine.
import { connect } from '#db/client.ts';
import { patiently } from '#domain/patience.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { startPumps } from './pump.ts';
import { PUMPED } from './pumps.ts';
import { startQueue } from './queue.ts';
import { SCHEDULE } from './schedule.ts';
import { listenForWork } from './wake.ts';

/** What a job gets to finish in when the worker is stopped; one cut short runs again. */
const DRAIN_MILLISECONDS = 8_000;

const { DATABASE_URL, DATABASE_DIRECT_URL } = env();
// The pumps hold some all the time while there is much to do.
const { db, close } = connect(DATABASE_URL, { max: 10 });
const boss = await startQueue(DATABASE_URL, db, SCHEDULE);
const pumps = startPumps(db, PUMPED);
const stopListening = await patiently(() => listenForWork(DATABASE_DIRECT_URL ?? DATABASE_URL, boss, pumps));
log.info({ jobs: SCHEDULE.map((job) => job.name) }, 'worker ready');

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await stopListening();
  await Promise.all(pumps.map((pump) => pump.stop()));
  await boss.stop({ graceful: true, timeout: DRAIN_MILLISECONDS });
  await close();
  log.info('worker stopped');
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
