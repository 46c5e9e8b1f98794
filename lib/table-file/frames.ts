import {
  type TableFileCode,
  TableFileError,
  type TableInspection,
  type TableOptions,
  type TableRow,
} from './types.ts';

/** What the parent asks of the child, as an argument in JSON. */
export type Request = { path: string; options: TableOptions; task: 'inspect' | 'read' };

/** The request, and how much memory the child may take in all before it gives up. */
export type Order = Request & { memoryMegabytes: number };

/** A row on its way: line, cells and, where there is one, the problem. */
export type PackedRow = [line: number, cells: string[], problem?: TableRow['problem']];

/** What the child answers: any number of `rows` and `alive`, and then one of the others. */
export type Frame =
  | { is: 'alive' }
  | { is: 'rows'; rows: PackedRow[]; progress: number }
  | { is: 'inspection'; inspection: TableInspection }
  | { is: 'end' }
  | { is: 'failure'; code: TableFileCode; detail: string };

const HEAD_BYTES = 4;
// A batch holds little more than one record of the largest size; as JSON each letter may take six bytes.
const LONGEST_FRAME = 64 * 2 ** 20;

/** A frame as bytes: its length in four bytes, then JSON. */
export function packFrame(frame: Frame): Buffer {
  const json = JSON.stringify(frame);
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + Buffer.byteLength(json));
  bytes.writeUInt32BE(bytes.length - HEAD_BYTES);
  bytes.write(json, HEAD_BYTES);
  return bytes;
}

/**
 * The frames in a stream of bytes, however it is cut.
 *
 * @throws TableFileError `reader_failed` for what is no frame, and when the last is cut off
 */
export async function* unpackFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  let wanted = HEAD_BYTES;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < wanted) continue;
    let all = waiting.length === 1 ? chunk : Buffer.concat(waiting);
    for (;;) {
      wanted = HEAD_BYTES + (all.length >= HEAD_BYTES ? all.readUInt32BE() : 0);
      if (wanted > LONGEST_FRAME) throw new TableFileError('reader_failed', 'a frame too long');
      if (all.length < HEAD_BYTES || all.length < wanted) break;
      yield JSON.parse(all.toString('utf8', HEAD_BYTES, wanted));
      all = all.subarray(wanted);
    }
    waiting = [all];
    bytes = all.length;
  }
  if (bytes > 0) throw new TableFileError('reader_failed', 'the last frame is cut off');
}
