import { DUPLICATE_REASONS, type DuplicateReason } from './rules.ts';

/** Everything that the address of the page of duplicates says; no reason: all. */
export type DuplicateQuery = {
  reason: DuplicateReason | null;
  cursor: { after: string } | { before: string } | null;
};

/** Reads the address: `reason`, `after` or `before`. Never throws. */
export function parseDuplicateQuery(params: Record<string, string | string[] | undefined>): DuplicateQuery {
  const { reason, after, before } = params;
  const cursor = typeof after === 'string' ? { after } : typeof before === 'string' ? { before } : null;
  return { reason: DUPLICATE_REASONS.find((one) => one === reason) ?? null, cursor };
}

/** The one address of the page; what is usual is left out. */
export function duplicatesHref({ reason, cursor }: DuplicateQuery): string {
  const params = new URLSearchParams({ ...(reason && { reason }), ...cursor });
  return params.size > 0 ? `/duplicates?${params}` : '/duplicates';
}
