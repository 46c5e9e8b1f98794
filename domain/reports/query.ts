import { tidyDay } from '../contacts/condition-rules.ts';
import { parseContactFilter, type QueryParams, readableQuery } from '../contacts/filter.ts';
import { type ReportPeriod, readPeriod, spellPeriod } from './period.ts';

/** The reports there are, in the order of their tabs; the first is `/reports` itself. */
export const REPORTS = ['now', 'funnel', 'time', 'origins', 'team', 'flow'] as const;
export type Report = (typeof REPORTS)[number];

/** Of several touches of a contact: which one its origin is taken from. */
export const LENSES = ['first', 'last', 'any'] as const;
export type Lens = (typeof LENSES)[number];

/** So many segments are shown side by side at most. */
export const SEGMENTS_MAX = 20;

export type ReportQuery = {
  period: ReportPeriod;
  /** Empty lists and null do not narrow. */
  originIds: number[];
  /** `me`: the reader. */
  ownerIds: (number | 'none' | 'me')[];
  segmentId: number | null;
  /** Segments whose funnels are shown side by side; they do not narrow. */
  segmentIds: number[];
  /** Whether the period before is shown beside it. */
  isCompared: boolean;
  lens: Lens;
  /** What is gone under the name it had (`then`), or as part of what stands in its place (`today`). */
  names: 'then' | 'today';
  /** The saved report that was opened, however it was changed since. */
  savedId?: number | undefined;
};

/**
 * Reads the address of a report: `period` (a preset, `2026-01-01..2026-01-31`, or `free` with `from` and `to`, as the form sends it), `origin`,
 * `owner` (ids by comma or repeated; `none`, `me`), `segment`, `segments` (side by side), `compare=previous`, `lens`, `names=today`, `saved`. Never
 * throws: what makes no sense is dropped, but a segment that cannot be matches nothing.
 */
export function parseReportQuery(params: QueryParams): ReportQuery {
  const { originIds, ownerIds, segmentId } = parseContactFilter({
    origin: params.origin,
    owner: params.owner,
    segment: params.segment,
  });
  const savedId = Number(single(params.saved));
  const isMeMeant = listed(params.owner).includes('me');
  return {
    period: readPeriod(single(params.period), tidyDay(single(params.from)), tidyDay(single(params.to))),
    originIds,
    ownerIds: isMeMeant ? ['me', ...ownerIds] : ownerIds,
    segmentId,
    segmentIds: parseContactFilter({ group: params.segments }).groupIds.slice(0, SEGMENTS_MAX),
    isCompared: single(params.compare) === 'previous',
    lens: LENSES.find((lens) => lens === single(params.lens)) ?? 'first',
    names: single(params.names) === 'today' ? 'today' : 'then',
    ...(Number.isSafeInteger(savedId) && savedId > 0 && { savedId }),
  };
}

/** The one spelling of a report's query; what is usual is left out, and so is the name that it is saved under. */
export function reportQueryParams(query: ReportQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | null) => value && params.set(name, value);
  set('period', spellPeriod(query.period));
  set('origin', query.originIds.join(','));
  set('owner', query.ownerIds.join(','));
  set('segment', query.segmentId === null ? null : String(query.segmentId));
  set('segments', query.segmentIds.join(','));
  set('compare', query.isCompared ? 'previous' : null);
  set('lens', query.lens === 'first' ? null : query.lens);
  set('names', query.names === 'then' ? null : query.names);
  return params;
}

/** The one address of a report. */
export function reportHref(report: Report, query: ReportQuery): string {
  const path = report === 'now' ? '/reports' : `/reports/${report}`;
  const params = reportQueryParams(query);
  if (query.savedId !== undefined) params.set('saved', String(query.savedId));
  return withQuery(path, params);
}

/** The address of one of a report's tables as a file. */
export function reportFileHref(
  report: Report,
  query: ReportQuery,
  file: { table: string; format: 'csv' | 'xlsx' },
): string {
  const params = reportQueryParams(query);
  params.set('table', file.table);
  params.set('format', file.format);
  return withQuery(`/api/reports/${report}`, params);
}

/** Whether the query narrows whom the report is about. */
export function isNarrowed({ originIds, ownerIds, segmentId }: ReportQuery): boolean {
  return originIds.length > 0 || ownerIds.length > 0 || segmentId !== null;
}

/** A path with its query, readable. */
export function withQuery(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${readableQuery(params)}` : path;
}

/** The first value of a parameter; '' of none. */
export function single(value: QueryParams[string]): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function listed(value: QueryParams[string]): string[] {
  return (Array.isArray(value) ? value : [value ?? '']).flatMap((one) => one.split(','));
}
