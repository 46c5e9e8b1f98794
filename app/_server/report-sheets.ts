import type { getTranslations } from 'next-intl/server';
import { BUCKETS } from '#domain/reports/buckets.ts';
import type { Sheet } from '#domain/reports/file.ts';
import type { NowReport, NowRow } from '#domain/reports/now.ts';
import type { TimeReport } from '#domain/reports/time.ts';
import type { TableColumn } from '#lib/table-file/columns.ts';

export type Words = Awaited<ReturnType<typeof getTranslations<'reports'>>>;

/** A column of numbers. */
export const number = (title: string): TableColumn => ({ title, kind: 'number', width: 14 });
/** A column of names. */
export const name = (title: string): TableColumn => ({ title, width: 28 });
/** A number as a cell; null: none. */
export const digits = (value: number | null) => (value === null ? null : String(Math.round(value)));

/** The tables of the report of this moment, by the name that addresses have for them; null: there is none such. */
export function nowSheet({ statuses, origins, owners }: NowReport, table: string, t: Words): Sheet | null {
  const matrix = (title: string, head: string, rows: NowRow<number | 'none'>[]): Sheet => ({
    name: title,
    columns: [name(head), ...statuses.map((status) => number(status.name)), number(t('total'))],
    rows: rows.map((row) => [
      row.id === 'none' ? t('noOwner') : row.name,
      ...statuses.map(({ id }) => digits(row.byStatus.get(id) ?? 0)),
      digits(row.total),
    ]),
  });
  if (table === 'origins') return matrix(t('now.byOrigin'), t('origin'), origins);
  if (table === 'owners') return matrix(t('now.byOwner'), t('owner'), owners);
  if (table !== 'statuses') return null;
  return {
    name: t('now.byStatus'),
    columns: [
      name(t('status')),
      name(t('kind')),
      number(t('contacts')),
      number(t('time.seconds.usual')),
      number(t('beyond')),
    ],
    rows: statuses.map((status) => [
      status.name,
      t(`kinds.${status.kind}`),
      digits(status.total),
      digits(status.usualSeconds),
      digits(status.beyond),
    ]),
  };
}

/** The same of the report of time; spans in seconds. */
export function timeSheet({ rows, weeks }: TimeReport, table: string, t: Words): Sheet | null {
  const nameOf = (row: TimeReport['rows'][number]) =>
    row.isRetired ? t('retired', { name: row.name }) : row.name;
  const columns = [name(t('status'))];
  if (table === 'distribution') {
    columns.push(...BUCKETS.map(({ key }) => number(t(`time.buckets.${key}`))));
    return {
      name: t('time.distribution'),
      columns,
      rows: rows.map((row) => [nameOf(row), ...row.buckets.map(digits)]),
    };
  }
  if (table === 'weeks') {
    columns.push(...weeks.map(number));
    const medians = rows.map((row) => row.byWeek.map((spell) => digits(spell?.median ?? null)));
    return {
      name: t('time.trend'),
      columns,
      rows: rows.map((row, index) => [nameOf(row), ...(medians[index] ?? [])]),
    };
  }
  if (table !== 'stays') return null;
  const span = (seconds: number, stays: number) => (stays > 0 ? digits(seconds) : null);
  columns.push(
    number(t('time.count')),
    number(t('contacts')),
    number(t('time.seconds.median')),
    number(t('time.seconds.p90')),
    number(t('time.seconds.usual')),
    number(t('beyondNow')),
  );
  return {
    name: t('time.stays'),
    columns,
    rows: rows.map((row) => [
      nameOf(row),
      digits(row.stays),
      digits(row.contacts),
      span(row.median, row.stays),
      span(row.p90, row.stays),
      digits(row.usualSeconds),
      digits(row.beyond),
    ]),
  };
}
