import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsx } from '#lib/table-file/write-xlsx.ts';

const TITLES = [
  'Nome',
  'Telefone',
  'E-mail',
  'Empresa',
  'Status',
  'Fonte',
  'Responsável',
  'Observações',
  'Cidade',
];
const FIRST = ['Ana', 'João', 'Márcia', 'Pedro', 'Beatriz', 'Luís', 'Conceição', 'Rafael', 'Íris', 'Antônio'];
const LAST = ['Souza', 'Lima', 'Gonçalves', 'Araújo', 'Pereira', 'da Silva', 'Oliveira', 'Brandão', 'Nunes'];
const CITIES = ['Recife', 'São Paulo', 'Curitiba', 'Belém', 'Porto Alegre', 'Goiânia'];

type Names = { statuses: string[]; origins: string[]; owners: string[] };

/** A row as people keep them: phones spelt this way and that, some cells empty, one in a thousand wrong. */
function fileRow(index: number, { statuses, origins, owners }: Names): string[] {
  const one = <T>(list: T[], by: number) => list[Math.floor(index / by) % list.length];
  const number = String((index * 7_368_787) % 100_000_000).padStart(8, '0');
  const area = 11 + (index % 9);
  const spelt =
    index % 3 === 0 ? `(${area}) 9${number.slice(0, 4)}-${number.slice(4)}` : `55${area}9${number}`;
  const phone = index % 1_000 === 999 ? '12345' : spelt;
  const first = one(FIRST, 1) ?? '';
  const last = `${one(LAST, 7)} ${one(LAST, 63)}`;
  return [
    `${first} ${last}`,
    phone,
    index % 4 === 0 ? '' : `cliente.${index}@empresa${index % 3_000}.example`,
    index % 2 === 0 ? `Empresa ${index % 3_000}` : '',
    one(statuses, 5) ?? '',
    one(origins, 11) ?? '',
    one(owners, 3) ?? '',
    index % 3 === 0 ? `Pediu orçamento em ${1 + (index % 28)}/10; retornar` : '',
    one(CITIES, 13) ?? '',
  ];
}

/** Writes a file of so many rows; `kind` csv or xlsx. */
export async function writeFileOf(
  rows: number,
  path: string,
  kind: 'csv' | 'xlsx',
  names: Names,
): Promise<void> {
  const columns = TITLES.map((title) => ({ title }));
  const bytes = kind === 'xlsx' ? writeXlsx(columns, batches(rows, names)) : csvParts(rows, names);
  await pipeline(Readable.from(bytes), createWriteStream(path));
}

async function* batches(rows: number, names: Names): AsyncGenerator<string[][]> {
  for (let from = 0; from < rows; from += 1_000)
    yield Array.from({ length: Math.min(1_000, rows - from) }, (_, index) => fileRow(from + index, names));
}

/** As other programs write it: quotes only where they must be. */
async function* csvParts(rows: number, names: Names): AsyncGenerator<string> {
  yield `${TITLES.join(';')}\r\n`;
  for await (const some of batches(rows, names))
    yield some
      .map((cells) => `${cells.map((cell) => (cell.includes(';') ? `"${cell}"` : cell)).join(';')}\r\n`)
      .join('');
}
