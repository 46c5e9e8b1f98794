import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP; what is not said is as it should be. */
type ZipEntry = {
  name: string;
  content: string | Buffer;
  isStored?: boolean;
  flags?: number;
  checksum?: number;
  size?: number;
};

/** The bytes of a ZIP, with whatever lies its entries are to tell. */
export function makeZip(entries: ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false, flags = 0, checksum, size } of entries) {
    const bytes = Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(checksum ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size ?? bytes.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields, title, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, place, title]));
    bodies.push(body);
    offset += body.length;
  }
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(lines.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, lines, Buffer.from('PK\x05\x06'), end]);
}

/** What a workbook is made of: the XML inside `<sheetData>` of each sheet, inside `<sst>` and inside `<styleSheet>`. */
export type WorkbookParts = {
  sheets?: { name: string; data: string; state?: string }[];
  strings?: string;
  styles?: string;
  properties?: string;
  /** Entries added, or put in the place of those of the same name. */
  extra?: ZipEntry[];
};

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

function workbookEntries({ sheets = [], strings, styles, properties = '' }: WorkbookParts): ZipEntry[] {
  const names = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" ${state ? `state="${state}"` : ''} r:id="s${at}"/>`,
  );
  const relations = sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  if (strings !== undefined) relations.push(relation('t', 'sharedStrings', '/xl/sharedStrings.xml'));
  if (styles !== undefined) relations.push(relation('f', 'styles', 'styles.xml'));
  return [
    {
      name: '_rels/.rels',
      content: `<Relationships>${relation('w', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="urn:r">${properties}<sheets>${names.join('')}</sheets></workbook>`,
    },
    ...sheets.map(({ data }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    })),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` }]),
  ];
}

/** The bytes of an XLSX. */
export function makeXlsx(parts: WorkbookParts): Buffer {
  const { extra = [] } = parts;
  const replaced = new Set(extra.map(({ name }) => name));
  return makeZip([...workbookEntries(parts).filter(({ name }) => !replaced.has(name)), ...extra]);
}

/** The XML of a row of texts, cell for cell. */
export function textRow(line: number, ...texts: string[]): string {
  const cells = texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
  return `<row r="${line}">${cells.join('')}</row>`;
}
