import {
  parseReportQuery,
  type Report,
  type ReportQuery,
  reportHref,
  reportQueryParams,
} from '../reports/query.ts';
import type { SavedReport } from './list.ts';

export const SAVED_REPORTS_MAX = 100;

/** What a saved report asks. */
function savedQuery({ id, query }: Pick<SavedReport, 'id' | 'query'>): ReportQuery {
  return { ...parseReportQuery(Object.fromEntries(new URLSearchParams(query))), savedId: id };
}

/** The address that opens it, and says that it is the one that is open. */
export function savedHref(saved: Pick<SavedReport, 'id' | 'report' | 'query'>): string {
  return reportHref(saved.report, savedQuery(saved));
}

/** Whether what is on the screen is no longer what was saved. */
export function isSavedChanged(saved: SavedReport, report: Report, query: ReportQuery): boolean {
  const kept = reportQueryParams(savedQuery(saved)).toString();
  return saved.report !== report || kept !== reportQueryParams(query).toString();
}

type Named = readonly { id: number }[];
export type Gone = 'origin' | 'owner' | 'segment';

/** Which of the things that a report is narrowed by are not there any more, or may not be seen: it opens all the same, and says so. */
export function goneFrom(
  { originIds, ownerIds, segmentId, segmentIds }: ReportQuery,
  { origins, members, segments }: { origins: Named; members: Named; segments: Named },
): Gone[] {
  const isIn = (list: Named, id: number) => list.some((one) => one.id === id);
  const gone: Gone[] = [];
  if (originIds.some((id) => !isIn(origins, id))) gone.push('origin');
  if (ownerIds.some((id) => typeof id === 'number' && !isIn(members, id))) gone.push('owner');
  const asked = segmentId === null ? segmentIds : [segmentId, ...segmentIds];
  if (asked.some((id) => !isIn(segments, id))) gone.push('segment');
  return gone;
}
