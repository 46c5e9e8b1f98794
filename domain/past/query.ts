import type { QueryParams } from '../contacts/filter.ts';
import { addDays } from '../reports/period.ts';
import {
  parseReportQuery,
  type ReportQuery,
  reportQueryParams,
  single,
  withQuery,
} from '../reports/query.ts';
import { earlierDay, type LocalMinute, readLocalMinute, spellLocalMinute } from './moment-rules.ts';

export const SPANS = ['30d', '90d', '1y', 'all'] as const;
/** The period that the slider covers and that is played: the last days, all since the first contact, or some days. */
export type Span = (typeof SPANS)[number] | { from: string; to: string };

export type PastQuery = {
  /** Null: nothing was asked for. */
  at: LocalMinute | null;
  span: Span | null;
  /** Whose: origin, owner and segment as reports have them. */
  people: ReportQuery;
};

/**
 * Reads the address of a past moment: `at` (2026-11-01T12:00 on the workspace's clocks), `period` (`30d`, `90d`, `1y`, `all`, `2026-01-01..2026-03-31`, or `free`
 * with `from` and `to`, as the form sends it), and whose, as reports do. Never throws: what makes no sense is dropped.
 */
export function parsePastQuery(params: QueryParams): PastQuery {
  const { origin, owner, segment } = params;
  return {
    at: readLocalMinute(single(params.at)),
    span: readSpan(single(params.period), single(params.from), single(params.to)),
    people: parseReportQuery({ origin, owner, segment }),
  };
}

function readSpan(text: string, ...fields: [from: string, to: string]): Span | null {
  const preset = SPANS.find((one) => one === text);
  if (preset) return preset;
  const [first = '', last = ''] = text.includes('..') ? text.split('..') : fields;
  const one = dayOf(first);
  const two = dayOf(last);
  if (one === null || two === null) return null;
  const [from = one, to = two] = [one, two].toSorted();
  return { from, to };
}

function dayOf(text: string): string | null {
  return text.length === 10 ? (readLocalMinute(text)?.day ?? null) : null;
}

/** The days of a span, none of them to come, for a workspace whose first contact came on `first`; by itself all of a year at most, the day shown among them. */
export function daysOfSpan(
  span: Span | null,
  { first, today, shown }: { first: string; today: string; shown: string },
): { span: Span; from: string; to: string } {
  const year = addDays(today, -364);
  const usual: Span = first >= year ? 'all' : shown >= year ? '1y' : 'all';
  const meant = span ?? usual;
  if (typeof meant !== 'string') {
    const to = earlierDay(meant.to, today);
    return { span: meant, from: earlierDay(meant.from, to), to };
  }
  const from = { '30d': addDays(today, -29), '90d': addDays(today, -89), '1y': year, all: first }[meant];
  return { span: meant, from, to: today };
}

/** The one spelling of a query in an address; what is not chosen is left out. */
export function pastQueryParams({ at, span, people }: PastQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (at) params.set('at', spellLocalMinute(at));
  if (span) params.set('period', typeof span === 'string' ? span : `${span.from}..${span.to}`);
  for (const [name, value] of reportQueryParams(people)) params.set(name, value);
  return params;
}

/** The one address of the board at a moment. */
export function pastHref(query: PastQuery): string {
  return withQuery('/pipeline/past', pastQueryParams(query));
}

/** The address of what changed between two days, for the same contacts. */
export function changesHref(
  { people }: Pick<PastQuery, 'people'>,
  days: { from: string; to: string },
  cursor?: string,
): string {
  const params = new URLSearchParams({ from: days.from, to: days.to });
  for (const [name, value] of reportQueryParams(people)) params.set(name, value);
  if (cursor) params.set('cursor', cursor);
  return withQuery('/pipeline/past/changes', params);
}
