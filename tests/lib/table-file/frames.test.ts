import { expect, test } from 'vitest';
import { type Frame, packFrame, unpackFrames } from '#lib/table-file/frames.ts';

const frames: Frame[] = [
  { is: 'alive' },
  { is: 'rows', rows: [[2, ['é', '\ud800', '\0'], 'nul']], progress: 0.5 },
  { is: 'failure', code: 'damaged', detail: 'x'.repeat(300) },
  { is: 'end' },
];

async function unpack(bytes: Buffer, size: number): Promise<Frame[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: Frame[] = [];
  for await (const frame of unpackFrames(chunks())) found.push(frame);
  return found;
}

const bytes = Buffer.concat(frames.map(packFrame));

test.each([1, 2, 3, 5, 64, 10_000])('frames arrive whole when cut into %i bytes', async (size) => {
  expect(await unpack(bytes, size)).toEqual(frames);
});

test('nothing is no frame', async () => expect(await unpack(Buffer.alloc(0), 1)).toEqual([]));

test.each([
  ['cut off', bytes.subarray(0, bytes.length - 1)],
  ['far too long', Buffer.from([255, 255, 255, 255, 1])],
])('%s: refused', async (_, broken) => {
  await expect(unpack(broken, 7)).rejects.toMatchObject({ code: 'reader_failed' });
});
