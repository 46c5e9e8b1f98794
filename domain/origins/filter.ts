import { foldForSearch } from '#lib/text.ts';
import type { OriginWithAliases } from './list.ts';

const ORIGINS_PER_PAGE = 100;
const QUERY_MAX = 100;
const PAGE_MAX = 1_000;

/** What the list of origins shows, as its address says it. */
export type OriginView = { q: string; isArchived: boolean; page: number };

type Params = Record<string, string | string[] | undefined>;

/** Reads `q`, `show=archived` and `page` from a page's query parameters. Never throws: what makes no sense is dropped. */
export function parseOriginView(params: Params): OriginView {
  const page = Number(first(params.page));
  return {
    q: [...first(params.q).trim()].slice(0, QUERY_MAX).join('').trim(),
    isArchived: first(params.show) === 'archived',
    page: Number.isInteger(page) ? Math.min(Math.max(page, 1), PAGE_MAX) : 1,
  };
}

/** The parameters of a view that differ from the plain list. */
export function originViewParams({ q, isArchived, page }: OriginView): Record<string, string> {
  return {
    ...(q && { q }),
    ...(isArchived && { show: 'archived' }),
    ...(page > 1 && { page: String(page) }),
  };
}

/** The address of a view. */
export function originViewHref(view: OriginView): string {
  const query = new URLSearchParams(originViewParams(view));
  return query.size > 0 ? `/origins?${query}` : '/origins';
}

export type OriginPage<T> = {
  rows: T[];
  /** Where `rows` stand among all that the view found, counted from 1. */
  from: number;
  total: number;
  page: number;
  pageTotal: number;
  /** How many the search found on each side. */
  activeTotal: number;
  archivedTotal: number;
};

/**
 * The part of the origins that a view shows. A search takes names and aliases, every word of it, without case and accents; a page
 * that is too far becomes the last one.
 */
export function viewOrigins<T extends OriginWithAliases>(all: T[], view: OriginView): OriginPage<T> {
  const words = foldForSearch(view.q).split(/\s+/).filter(Boolean);
  const found = all.filter((origin) => {
    const spelt = foldForSearch([origin.name, ...origin.aliases.map((alias) => alias.name)].join('\n'));
    return words.every((word) => spelt.includes(word));
  });
  const side = found.filter((origin) => origin.isArchived === view.isArchived);
  const pageTotal = Math.max(1, Math.ceil(side.length / ORIGINS_PER_PAGE));
  const page = Math.min(view.page, pageTotal);
  const start = (page - 1) * ORIGINS_PER_PAGE;
  const archivedTotal = found.filter((origin) => origin.isArchived).length;
  return {
    rows: side.slice(start, start + ORIGINS_PER_PAGE),
    from: start + 1,
    total: side.length,
    page,
    pageTotal,
    activeTotal: found.length - archivedTotal,
    archivedTotal,
  };
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
