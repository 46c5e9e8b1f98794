import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { kindOfFormat, type NumberKind } from './cell-value.ts';
import { SharedStrings } from './shared-strings.ts';
import { LIMITS, TableFileError } from './types.ts';
import { type Attributes, readWholeXml } from './xml.ts';

const MOST_SHEETS = 1000;
const MOST_FORMATS = 100_000;

type Relation = { type: string; target: string };

/** A workbook without its cells: where its sheets are, and what is needed to read them. */
export type Workbook = {
  /** The visible sheets in their order, or all of them when none is visible. */
  sheets: { name: string; path: string }[];
  sharedStringsPath: string | null;
  stylesPath: string | null;
  is1904: boolean;
};

function folderRelations(path: string): string {
  return posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
}

/** What a part of the archive refers to, by id. Targets are names in the archive. */
async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const path = folderRelations(part);
  if (!archive.has(path)) return relations;
  await readWholeXml(archive.read(path), {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship' || relations.size >= MOST_FORMATS) return;
      const target = posix.join('/', Target.startsWith('/') ? '' : posix.dirname(part), Target).slice(1);
      // The last word of the type is the same in both flavours of the standard.
      relations.set(Id, { type: Type.split('/').at(-1) ?? '', target });
    },
  });
  return relations;
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true' || value === 'on';

/** The id of the part, whatever prefix the file has for that namespace. */
function relationOf(attributes: Attributes): string {
  const [, id = ''] = Object.entries(attributes).find(([name]) => /:id$/i.test(name)) ?? [];
  return id;
}

/** @throws TableFileError `not_a_table` when the archive is no XLSX, `damaged` when it lacks what one has */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, '');
  const path = [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!archive.has(path)) throw new TableFileError('not_a_table', 'no workbook in the archive');
  const relations = await readRelations(archive, path);
  const sheets: { name: string; path: string; isVisible: boolean }[] = [];
  let is1904 = false;
  await readWholeXml(archive.read(path), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return;
      const relation = relations.get(relationOf(attributes));
      if (relation?.type !== 'worksheet') return;
      const isVisible = attributes.state === undefined || attributes.state === 'visible';
      sheets.push({ name: attributes.name ?? '', path: relation.target, isVisible });
    },
  });
  if (sheets.length === 0) throw new TableFileError('damaged', 'no sheets');
  const visible = sheets.filter(({ isVisible }) => isVisible);
  const pathOf = (type: string) => {
    const target = [...relations.values()].find((relation) => relation.type === type)?.target;
    return target !== undefined && archive.has(target) ? target : null;
  };
  return {
    sheets: (visible.length > 0 ? visible : sheets).map(({ name, path: at }) => ({ name, path: at })),
    sharedStringsPath: pathOf('sharedStrings'),
    stylesPath: pathOf('styles'),
    is1904,
  };
}

/** What each cell style makes of a number, by the style's number. */
export async function readStyles(archive: Archive, path: string | null): Promise<NumberKind[]> {
  if (path === null) return [];
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isInCells = false;
  await readWholeXml(archive.read(path), {
    open: (name, { numFmtId, formatCode = '' }) => {
      if (name === 'numFmt' && codes.size < MOST_FORMATS)
        codes.set(Number(numFmtId), formatCode.slice(0, 500));
      if (name === 'cellXfs') isInCells = true;
      if (name !== 'xf' || !isInCells || kinds.length >= MOST_FORMATS) return;
      const id = Number(numFmtId ?? 0);
      kinds.push(kindOfFormat(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return kinds;
}

/** All texts that cells refer to; what is said of how to pronounce them is left out. */
export async function readSharedStrings(archive: Archive, path: string | null): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (path === null) return strings;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await readWholeXml(archive.read(path), {
    open: (name) => {
      if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isText = !isPhonetic;
    },
    text: (piece) => {
      // One more than a cell may have: the cell then says that it is too long.
      if (isText && text.length <= LIMITS.cellText) text += piece.slice(0, LIMITS.cellText + 1);
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') {
        strings.add(text);
        text = '';
      }
    },
  });
  return strings;
}
