import { SaxesParser } from 'saxes';
import { decodeChunks } from './encoding.ts';
import { TableFileError } from './types.ts';

/** What an element has; `null` prototype, so that any name is safe to look up. */
export type Attributes = Readonly<Record<string, string>>;

/** Names come without their prefix. */
export type XmlHandlers = {
  open?: (name: string, attributes: Attributes) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

// No text of a spreadsheet is longer than 32,767 characters, each at most 10 as an entity.
const LONGEST_PIECE = 2 ** 20;
const DEEPEST = 64;

/** Reads XML as it comes, with bounded memory. Refuses DOCTYPE: with it come entities that grow or fetch. */
class XmlReader {
  readonly #parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  #withoutEvent = 0;
  #depth = 0;

  constructor({ open, text, close }: XmlHandlers) {
    this.#parser.on('error', (error) => {
      throw new TableFileError('damaged', error.message.slice(0, 200));
    });
    this.#parser.on('doctype', () => {
      throw new TableFileError('unsafe', 'DOCTYPE');
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#withoutEvent = 0;
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw new TableFileError('unsafe', 'too deep');
      open?.(localName(name), attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#withoutEvent = 0;
      this.#depth -= 1;
      close?.(localName(name));
    });
    if (text) {
      this.#parser.on('text', text);
      this.#parser.on('cdata', text);
    }
  }

  write(text: string): void {
    this.#withoutEvent += text.length;
    this.#parser.write(text);
    if (this.#withoutEvent > LONGEST_PIECE) throw new TableFileError('unsafe', 'a text without end');
  }

  end(): void {
    this.#parser.close();
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/**
 * Calls the handlers for the XML in `chunks`, and yields the bytes read after each.
 *
 * @throws TableFileError `damaged` where it is no XML, `unsafe` for DOCTYPE and what would not fit in memory
 */
export async function* readXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<number> {
  const reader = new XmlReader(handlers);
  let isUtf16: boolean | null = null;
  async function* watched() {
    for await (const chunk of chunks) {
      isUtf16 ??= chunk[0] === 0xff || chunk[0] === 0xfe;
      if (isUtf16) throw new TableFileError('damaged', 'XML in UTF-16');
      yield chunk;
    }
  }
  for await (const { text, read } of decodeChunks(watched(), 'utf-8')) {
    reader.write(text);
    yield read;
  }
  reader.end();
}

/** `readXml` to its end. */
export async function readWholeXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _read of readXml(chunks, handlers));
}
