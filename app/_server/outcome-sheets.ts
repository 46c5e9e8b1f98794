import type { ReportStatus } from '#domain/reports/counted.ts';
import type { Sheet } from '#domain/reports/file.ts';
import type { Flow } from '#domain/reports/flow-rules.ts';
import { type Funnel, type FunnelPart, totalAt } from '#domain/reports/funnel-rules.ts';
import type { SegmentFunnel } from '#domain/reports/funnel-segments.ts';
import type { OriginsReport } from '#domain/reports/origins-rules.ts';
import type { Team } from '#domain/reports/team-rules.ts';
import { digits, name, number, type Words } from './report-sheets.ts';

type Named = { id: number; name: string };

/** The tables of the funnel, by the name that addresses have for them; null: there is none such. Spans in seconds. */
export function funnelSheet(
  { steps, parts }: Funnel,
  { table, origins, members }: { table: string; origins: Named[]; members: Named[] },
  t: Words,
): Sheet | null {
  if (table === 'steps') {
    return {
      name: t('funnel.title'),
      columns: [
        name(t('funnel.step')),
        number(t('funnel.reached')),
        number(t('funnel.medianSeconds')),
        number(t('funnel.p90Seconds')),
      ],
      rows: steps.map(({ status, total, median, p90 }) => [
        nameOf(status, t),
        ...[total, median, p90].map(digits),
      ]),
    };
  }
  const split = table === 'origin' || table === 'owner' ? table : null;
  if (split === null) return null;
  const names = new Map((split === 'origin' ? origins : members).map((one) => [one.id, one.name]));
  const partName = ({ key }: FunnelPart) => (key === 0 ? t('noOwner') : (names.get(key) ?? `#${key}`));
  return {
    name: t(split === 'origin' ? 'funnel.byOrigin' : 'funnel.byOwner'),
    columns: [
      name(t(split)),
      number(t('funnel.arrivals')),
      ...steps.map(({ status }) => number(nameOf(status, t))),
    ],
    rows: parts[split].map((part) => [partName(part), ...[part.arrivals, ...part.totals].map(digits)]),
  };
}

/** The funnel of each chosen segment. */
export function segmentsSheet({ steps }: Funnel, segments: SegmentFunnel[], t: Words): Sheet {
  return {
    name: t('funnel.bySegment'),
    columns: [
      name(t('segment')),
      number(t('funnel.arrivals')),
      ...steps.map(({ status }) => number(nameOf(status, t))),
    ],
    rows: segments.map((segment) => [
      segment.name,
      ...[segment.funnel.arrivals, ...steps.map(({ status }) => totalAt(segment.funnel, status.id))].map(
        digits,
      ),
    ]),
  };
}

/** Every way from one status to another. */
export function flowSheet({ statuses, cells }: Flow, table: string, t: Words): Sheet | null {
  if (table !== 'ways') return null;
  const names = new Map(statuses.map((status) => [status.id, nameOf(status, t)]));
  return {
    name: t('flow.title'),
    columns: [
      name(t('flow.from')),
      name(t('flow.to')),
      name(t('flow.back')),
      number(t('contacts')),
      number(t('flow.moves')),
    ],
    rows: cells.map(({ from, to, isBack, contacts, moves }) => [
      names.get(from) ?? null,
      names.get(to) ?? null,
      isBack ? t('flow.back') : null,
      ...[contacts, moves].map(digits),
    ]),
  };
}

/** The tables of origins. */
export function originsSheet({ rows, weeks }: OriginsReport, table: string, t: Words): Sheet | null {
  switch (table) {
    case 'origins':
      return {
        name: t('sources.title'),
        columns: [
          name(t('origin')),
          ...(['arrivals', 'qualified', 'won', 'lost'] as const).map((key) => number(t(`sources.${key}`))),
          ...(['answerSeconds', 'toWonSeconds', 'gain', 'gainWon'] as const).map((key) =>
            number(t(`sources.${key}`)),
          ),
        ],
        rows: rows.map((row) => [
          row.name,
          ...[row.arrivals, row.qualified, row.won, row.lost].map(digits),
          ...[row.answerSeconds, row.wonSeconds, row.gainArrivals, row.gainWon].map(digits),
        ]),
      };
    case 'weeks':
      return {
        name: t('sources.weeks'),
        columns: [name(t('origin')), ...weeks.map(number)],
        rows: rows.map((row) => [row.name, ...row.weeks.map(digits)]),
      };
    case 'campaigns':
      return {
        name: t('sources.campaigns'),
        columns: [
          name(t('origin')),
          name(t('sources.kind')),
          name(t('sources.campaign')),
          name(t('sources.code')),
          number(t('sources.arrivals')),
          number(t('sources.won')),
        ],
        rows: rows.flatMap(({ name: origin, campaigns }) =>
          campaigns.map((one) => [
            ...[origin, t(`sources.${one.kind}`), one.name, one.key],
            ...[one.arrivals, one.won].map(digits),
          ]),
        ),
      };
    default:
      return null;
  }
}

/** What each person's contacts and work came to. */
export function teamSheet({ rows }: Team, table: string, t: Words): Sheet | null {
  if (table !== 'people') return null;
  return {
    name: t('team.title'),
    columns: [
      name(t('team.person')),
      number(t('team.arrivals')),
      number(t('team.won')),
      number(t('sources.answerSeconds')),
      ...(['moves', 'moved', 'overdue'] as const).map((key) => number(t(`team.${key}`))),
    ],
    rows: rows.map((row) => [
      row.name ?? t('noOwner'),
      ...[row.arrivals, row.won, row.answerSeconds, row.moves, row.moved, row.overdue].map(digits),
    ]),
  };
}

function nameOf({ name: own, isRetired }: ReportStatus, t: Words): string {
  return isRetired ? t('retired', { name: own }) : own;
}
