import { tidyText } from './condition-rules.ts';
import type { QueryParams } from './filter.ts';
import type { PageCursor } from './query.ts';

/** Everything that the address of the trash says; `q`: what the search box asks for. */
export type TrashQuery = { q: string; cursor: PageCursor };

/** Reads the address: `q`, `after` or `before`. Never throws. */
export function parseTrashQuery({ q, after, before }: QueryParams): TrashQuery {
  const cursor = typeof after === 'string' ? { after } : typeof before === 'string' ? { before } : null;
  return { q: (typeof q === 'string' && tidyText(q)) || '', cursor };
}

/** The one address of the trash; what is usual is left out. */
export function trashHref({ q, cursor }: TrashQuery): string {
  const params = new URLSearchParams({ ...(q && { q }), ...cursor });
  return params.size > 0 ? `/contacts/trash?${params}` : '/contacts/trash';
}
