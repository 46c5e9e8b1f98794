import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processStamp } from '#scripts/support/process-identity.mjs';
import { findStandIn } from '#scripts/support/run-record.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const own = processStamp(process.pid);

function record(dataDir: string, port: number, facts: object): void {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  writeFileSync(join(dataDir, 'run', `${port}.json`), JSON.stringify(facts));
}

test('finds the stand-in of a port, else any that runs', () => {
  const dataDir = temporaryFolder();
  expect(findStandIn(dataDir, 3000)).toBeUndefined();
  record(dataDir, 4000, { standIn: own, standInUrl: 'http://127.0.0.1:1' });
  record(dataDir, 3000, { standIn: own, standInUrl: 'http://127.0.0.1:2' });
  expect(findStandIn(dataDir, 3000)).toBe('http://127.0.0.1:2');
  expect(findStandIn(dataDir, 5000)).toBeDefined();
});

test('one that has ended is none', () => {
  const dataDir = temporaryFolder();
  record(dataDir, 3000, { standIn: `${process.pid}:0`, standInUrl: 'http://127.0.0.1:2' });
  expect(findStandIn(dataDir, 3000)).toBeUndefined();
});
