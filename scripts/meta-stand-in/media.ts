import { crc32, deflateSync } from 'node:zlib';
import type { Media } from './world.ts';

const WIDTH = 480;
const HEIGHT = 320;

/** Something to look at for a media id: a picture in colours of its own; for ids that end in 7, a page of PDF. */
export function makeMedia(id: string): Media {
  if (id.endsWith('7')) return { mimeType: 'application/pdf', bytes: makePdf(`Documento ${id}`) };
  return { mimeType: 'image/png', bytes: makePng(Number(id.slice(-6))) };
}

/** Source: PNG specification (third edition): signature, IHDR, IDAT, IEND. */
function makePng(seed: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(makePixels(seed));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A sky over a roof. */
function makePixels(seed: number): Buffer {
  const rowBytes = 1 + WIDTH * 3;
  const pixels = Buffer.alloc(rowBytes * HEIGHT);
  const warmth = seed % 90;
  for (let y = 0; y < HEIGHT; y++) {
    const ridge = HEIGHT * 0.55;
    for (let x = 0; x < WIDTH; x++) {
      const isRoof = y > ridge + Math.abs(x - WIDTH / 2) * 0.35;
      const isLine = isRoof && ((x + seed) % 48 < 2 || y % 36 < 2);
      const shade = Math.round((y / HEIGHT) * 70);
      const colour = isLine
        ? [150, 165, 190]
        : isRoof
          ? [28 + warmth / 3, 44, 92]
          : [120 + warmth + shade / 2, 175 + shade / 2, 235];
      pixels.set(colour, y * rowBytes + 1 + x * 3);
    }
  }
  return pixels;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Source: ISO 32000-1, the smallest file with one page of text. */
function makePdf(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
}
