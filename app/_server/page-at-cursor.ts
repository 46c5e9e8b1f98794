import { redirect } from 'next/navigation';
import { DomainError } from '#domain/errors.ts';

type Standing = {
  cursor: unknown;
  /** The address without a cursor. */
  firstPage: string;
};

/** Reads a page of a list. A cursor that is forged, of another order, or past rows that have gone leads to the first page. */
export async function pageAtCursor<Page>(
  read: () => Promise<Page>,
  rowsOf: (page: Page) => unknown[],
  { cursor, firstPage }: Standing,
): Promise<Page> {
  const page = await read().catch((error: unknown) => {
    if (error instanceof DomainError && error.fields.cursor) redirect(firstPage);
    throw error;
  });
  if (rowsOf(page).length === 0 && cursor !== null) redirect(firstPage);
  return page;
}
