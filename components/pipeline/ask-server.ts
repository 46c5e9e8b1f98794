import { type Board, type Changes, columnOf, type PackedColumn } from '#domain/pipeline/board.ts';
import type { Summary } from '#domain/pipeline/read-facts.ts';

/** The same as the server's own bound on one question. */
const IDS_AT_ONCE = 300;

/** Reads the next cards of a column. `query` is the board's own address query. Throws when the server does not answer well. */
export function fetchPage(
  query: string,
  statusId: number,
  cursor: string,
): Promise<Omit<PackedColumn, 'total'>> {
  const params = new URLSearchParams(query);
  params.set('status', String(statusId));
  params.set('cursor', cursor);
  return getJson(`/api/pipeline/cards?${params}`);
}

/** Asks where contacts stand now, in as many questions as it takes. */
export async function fetchChanges(query: string, ids: number[]): Promise<Changes[]> {
  const answers: Changes[] = [];
  for (let start = 0; start === 0 || start < ids.length; start += IDS_AT_ONCE) {
    const params = new URLSearchParams(query);
    params.set('ids', ids.slice(start, start + IDS_AT_ONCE).join(','));
    answers.push(await getJson<Changes>(`/api/pipeline/changes?${params}`));
  }
  return answers;
}

/** Reads every column anew, each as far down as `board` holds it. */
export async function fetchColumns(query: string, board: Board): Promise<PackedColumn[]> {
  const columns = await getJson<PackedColumn[]>(`/api/pipeline/columns?${query}`);
  for (const column of columns) {
    const held = columnOf(board, column.statusId).cards.length;
    while (column.cursor !== null && column.cards.length < held) {
      const page = await fetchPage(query, column.statusId, column.cursor);
      column.cards.push(...page.cards);
      column.cursor = page.cursor;
    }
  }
  return columns;
}

export function fetchSummary(query: string): Promise<Summary> {
  return getJson(`/api/pipeline/summary?${query}`);
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} ${url.split('?')[0]}`);
  return response.json();
}
