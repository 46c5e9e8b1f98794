import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Order } from '#lib/table-file/frames.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const program = 'lib/table-file/child.ts';
const root = process.cwd();

/** The program as `run-child.ts` starts it, on a file larger than what the pipe holds. */
function start(path: string, allowed = path) {
  const order: Order = { path, options: {}, task: 'read', memoryMegabytes: 1000 };
  const flags = ['--permission', `--allow-fs-read=${root}`, `--allow-fs-read=${allowed}`];
  return spawn(process.execPath, [...flags, program, JSON.stringify(order)], { cwd: root });
}

function largeFile(): string {
  const path = join(temporaryFolder(), 'upload');
  writeFileSync(path, `a;b\n${'Maria da Silva;São Paulo\n'.repeat(200_000)}`);
  return path;
}

// What happens when the process that asked is killed: its ends of the pipes close.
test('ends when nobody is there any more to read its answer', async () => {
  const child = start(largeFile());
  await once(child.stdout, 'readable');
  child.stdout.destroy();
  child.stdin.destroy();
  await once(child, 'exit');
  expect(child.exitCode).toBe(1);
});

test('may read the file it was given and no other', async () => {
  const path = largeFile();
  const child = start(path, join(path, 'other'));
  let answer = '';
  child.stdout.setEncoding('latin1').on('data', (piece: string) => {
    answer += piece;
  });
  await once(child, 'close');
  expect(answer).toContain('"code":"missing"');
  expect(answer).not.toContain('Maria');
});
