import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Request } from '#lib/table-file/frames.ts';
import { type ChildCaps, runChild } from '#lib/table-file/run-child.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeXlsx, textRow } from '../../support/xlsx-file.ts';

const plenty: ChildCaps = {
  heapMegabytes: 160,
  memoryMegabytes: 1000,
  silenceMilliseconds: 60_000,
  totalMilliseconds: 600_000,
};

function store(bytes: Buffer | string): Request {
  const path = join(temporaryFolder(), 'upload');
  writeFileSync(path, bytes);
  return { path, options: {}, task: 'read' };
}

// Far more than the pipe and the buffers at both of its ends hold, so that the child cannot be done before it is asked.
const large = () => store(`a;b\n${'Maria da Silva;São Paulo\n'.repeat(200_000)}`);

const isRunning = (processId: number) => existsSync(`/proc/${processId}`);

/** Resolves once the process is gone: the test's time limit ends a wait in vain. */
async function gone(processId: number): Promise<void> {
  while (isRunning(processId)) await new Promise((resolve) => setImmediate(resolve));
}

/** Reads everything; `onFirst` gets the child's process id when the first rows are there. */
async function drain(
  request: Request,
  {
    signal,
    caps = plenty,
    onFirst,
  }: { signal?: AbortSignal; caps?: ChildCaps; onFirst?: (id: number) => void } = {},
): Promise<number> {
  let child = 0;
  let count = 0;
  for await (const frame of runChild(request, signal, caps, (id) => (child = id))) {
    if (frame.is !== 'rows') continue;
    if (count === 0) onFirst?.(child);
    count += frame.rows.length;
  }
  return count;
}

test('all rows arrive', async () => expect(await drain(large())).toBe(200_000));

test('what is wrong with the file arrives as its code', async () => {
  await expect(drain(store('%PDF-1.7'))).rejects.toMatchObject({
    name: 'TableFileError',
    code: 'not_a_table',
  });
});

test('rows come before the code of what is only found behind them', async () => {
  let count = 0;
  const sheet = `<worksheet>${Array.from({ length: 5000 }, (_, at) => textRow(at + 1, 'a')).join('')}<oops></worksheet>`;
  const request = store(
    makeXlsx({
      sheets: [{ name: 'a', data: '' }],
      extra: [{ name: 'xl/worksheets/sheet1.xml', content: sheet }],
    }),
  );
  const read = async () => {
    for await (const frame of runChild(request, undefined, plenty))
      if (frame.is === 'rows') count += frame.rows.length;
  };
  await expect(read()).rejects.toMatchObject({ code: 'damaged' });
  expect(count).toBeGreaterThan(0);
});

describe('a child that dies', () => {
  test('by a signal, in the middle', async () => {
    const death = drain(large(), { onFirst: (id) => process.kill(id, 'SIGKILL') });
    await expect(death).rejects.toMatchObject({ name: 'TableFileError', code: 'reader_failed' });
  });

  test('of too little memory', async () => {
    const wide = `${'x;'.repeat(499)}y\n`;
    const request = store(wide.repeat(3000));
    const death = drain(request, { caps: { ...plenty, heapMegabytes: 10 } });
    await expect(death).rejects.toMatchObject({ name: 'TableFileError', code: 'out_of_memory' });
  });

  test('of what the heap does not count', async () => {
    const death = drain(large(), { caps: { ...plenty, memoryMegabytes: 10 } });
    await expect(death).rejects.toMatchObject({ name: 'TableFileError', code: 'out_of_memory' });
  });

  test.each(['silenceMilliseconds', 'totalMilliseconds'])('because it took too long: %s', async (cap) => {
    const death = drain(large(), { caps: { ...plenty, [cap]: 1 } });
    await expect(death).rejects.toMatchObject({ name: 'TableFileError', code: 'too_slow' });
  });
});

describe('a child nobody needs any more', () => {
  test('goes when the loop is left', async () => {
    let child = 0;
    for await (const _frame of runChild(large(), undefined, plenty, (id) => (child = id))) break;
    expect(child).toBeGreaterThan(0);
    await gone(child);
  });

  test('goes when the signal is aborted, with the reason of it', async () => {
    const controller = new AbortController();
    let child = 0;
    const reading = drain(large(), {
      signal: controller.signal,
      onFirst: (id) => {
        child = id;
        controller.abort(new Error('changed my mind'));
      },
    });
    await expect(reading).rejects.toThrow('changed my mind');
    await gone(child);
  });

  test('is not even started when the signal is aborted already', async () => {
    await expect(drain(large(), { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
  });
});

test('the child waits for whoever reads, and keeps little meanwhile', async () => {
  const frames = runChild(large(), undefined, plenty);
  const first = await frames.next();
  expect(first.value).toMatchObject({ is: 'rows' });
  const progress = first.value && first.value.is === 'rows' ? first.value.progress : 1;
  expect(progress).toBeLessThan(0.5);
  let last = 0;
  for await (const frame of frames) if (frame.is === 'rows') last = frame.progress;
  expect(last).toBe(1);
});
