import type { Funnel } from '#domain/reports/funnel-rules.ts';
import type { SegmentFunnel } from '#domain/reports/funnel-segments.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import type { ReportChoices } from './types.ts';

export type FunnelProps = {
  data: Funnel;
  scope: ReportScope;
  /** What is compared with; null: nothing. */
  before: { data: Funnel; scope: ReportScope } | null;
  segments: SegmentFunnel[];
  query: ReportQuery;
  choices: ReportChoices;
};
