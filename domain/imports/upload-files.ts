import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Names that we made: nothing that a client sent ever becomes part of a path. */
const OUR_NAME = /^[0-9a-f]{32}$/;

/** Where an upload lies: `folder` is shared by all web and worker machines. */
export function uploadPath(folder: string, name: string): string {
  if (!OUR_NAME.test(name)) throw new Error('not the name of an upload');
  return join(folder, name);
}

/** Begins an empty upload that only this product's user may read. */
export async function createUpload(folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await (await open(uploadPath(folder, name), 'a', 0o600)).close();
}

/**
 * Writes `body` to an upload from byte `offset` on, at most `most` bytes, and returns how many came, also when the connection broke off in between.
 * `tooMuch` says that more would have come.
 */
export async function writeUpload(
  path: string,
  { offset, most, body }: { offset: number; most: number; body: AsyncIterable<Uint8Array> },
): Promise<{ written: number; tooMuch: boolean }> {
  let written = 0;
  let tooMuch = false;
  async function* bounded() {
    try {
      for await (const part of body) {
        tooMuch = written + part.byteLength > most;
        if (tooMuch) return;
        written += part.byteLength;
        yield part;
      }
    } catch {
      // The client went away: what has come is kept, and it goes on from there.
    }
  }
  await pipeline(bounded, createWriteStream(path, { flags: 'r+', start: offset }));
  return { written, tooMuch };
}

/** Whether an upload is there at all, with so many bytes at least. */
export async function hasUpload(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.size >= bytes;
}

/** Removes an upload, if it is there. */
export async function removeUpload(folder: string, name: string): Promise<void> {
  await rm(uploadPath(folder, name), { force: true });
}

/** The uploads in a folder that were last written before `before`. */
export async function oldUploads(folder: string, before: Date): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => OUR_NAME.test(name));
  const found = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtime })),
  );
  return found.filter(({ at }) => at && at < before).map(({ name }) => name);
}
