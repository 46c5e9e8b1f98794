import { crc32, deflateSync } from 'node:zlib';
import qrcode from 'qrcode-generator';

/** Light cells around the code, as the standard asks for. */
const QUIET = 4;
/** Sharp in print: at least so many pixels a side. */
const PNG_SIDE = 1_024;

type Cells = { side: number; isDark: (row: number, column: number) => boolean };

/** The smallest code that holds an ASCII text and stands a stain on up to 15 % of it; over 2,331 characters: an error. */
function cellsOf(text: string): Cells {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const inner = code.getModuleCount();
  return {
    side: inner + 2 * QUIET,
    isDark: (row, column) => {
      const [y, x] = [row - QUIET, column - QUIET];
      return y >= 0 && x >= 0 && y < inner && x < inner && code.isDark(y, x);
    },
  };
}

/** An ASCII text as a QR code in SVG, black on white, with its margin; grows to any size. */
export function qrSvg(text: string): string {
  const { side, isDark } = cellsOf(text);
  let path = '';
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++)
      if (isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="512" height="512" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`
  );
}

/** The same as a PNG of one bit a pixel, at least 1,024 pixels wide. Source of the format: W3C, PNG (Third Edition). */
export function qrPng(text: string): Buffer {
  const { side, isDark } = cellsOf(text);
  const scale = Math.ceil(PNG_SIDE / side);
  const width = side * scale;
  const rowBytes = Math.ceil(width / 8);
  const lines: Buffer[] = [];
  for (let row = 0; row < side; row++) {
    // The first byte says that the line is not filtered; a set bit is white.
    const line = Buffer.alloc(1 + rowBytes);
    for (let x = 0; x < width; x++) {
      if (!isDark(row, Math.floor(x / scale)))
        line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
    for (let copy = 0; copy < scale; copy++) lines.push(line);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
