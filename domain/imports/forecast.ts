import type postgres from 'postgres';
import type { RowOutcome } from '#db/values.ts';
import { cutText } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { decideParameters, decideSql } from './decide-sql.ts';
import { foreseeImport } from './foresee.ts';
import type { ImportRecord } from './internal.ts';
import { readLive } from './live-choices.ts';
import { previewRows } from './preview.ts';
import { transact } from './transact.ts';
import { type Forecast, type ImportPlan, NO_COUNTS, type ProblemGroup } from './types.ts';
import { reportProgress, type Workshop } from './workshop.ts';

const ROWS_AT_ONCE = 20_000;
const SAMPLE = 5;
const VALUE_LETTERS = 200;

const OUTCOMES: Readonly<Record<string, RowOutcome>> = { create: 'created', update: 'updated' };

type Group = { action: string; reason: string | null; col: number | null; count: number; sample: number[] };

/** What would happen to the contacts there are now if the import ran: exact counts, problems by kind, and the first rows. Writes nothing. */
export async function makeForecast(
  shop: Workshop,
  ctx: Ctx,
  one: ImportRecord,
  plan: ImportPlan,
): Promise<Forecast> {
  const groups = await transact(shop.raw, (tx) => judgeAll(shop, tx, { ctx, one, plan }));
  const counts = { ...NO_COUNTS };
  for (const { action, count } of groups) counts[OUTCOMES[action] ?? (action as RowOutcome)] += count;
  const problems = groups.filter(({ reason }) => reason !== null && reason !== 'same_already');
  return {
    counts,
    problems: await withSamples(shop, ctx, one, merge(problems)),
    preview: await previewRows(shop, ctx, one, plan),
    foreseen: await foreseeImport(shop, ctx, one, plan),
  };
}

type Work = { ctx: Ctx; one: ImportRecord; plan: ImportPlan };

async function judgeAll(
  shop: Workshop,
  tx: postgres.ReservedSql,
  { ctx, one, plan }: Work,
): Promise<Group[]> {
  const workspaceId = ctx.workspace.id;
  await tx`create temporary table import_targets (contact_id bigint primary key) on commit drop`;
  const groups: Group[] = await tx<Group[]>`
    select outcome as action, reason, column_number as col, count(*)::int as count,
      (array_agg(number order by number))[1:${SAMPLE}] as sample
    from import_outcomes where workspace_id = ${workspaceId} and import_id = ${one.id} group by 1, 2, 3`;
  const live = await readLive(tx, workspaceId, false);
  const progress = reportProgress(ctx, one.id);
  for (let from = 1; from <= one.rowCount; from += ROWS_AT_ONCE) {
    shop.signal.throwIfAborted();
    const deciding = { workspaceId, importId: one.id, plan, ...live, turn: 0, from, to: from + ROWS_AT_ONCE };
    groups.push(...(await tx.unsafe<Group[]>(JUDGE(plan), decideParameters(deciding), { prepare: false })));
    // The rows have been worked off already; the bar stays full while they are compared with what is there.
    await progress(one.rowCount);
  }
  return groups;
}

const JUDGE = (plan: ImportPlan) => `
with decided as materialized (${decideSql(plan, 'forecast')}), met as (
  insert into import_targets select distinct target from decided where target is not null on conflict do nothing
)
select action, reason, col, count(*)::int as count, (array_agg(number order by number))[1:${SAMPLE}] as sample
from decided group by 1, 2, 3`;

/** The groups of all parts as one, the largest first. */
function merge(groups: Group[]): Group[] {
  const merged = new Map<string, Group>();
  for (const group of groups) {
    const key = `${group.action} ${group.reason} ${group.col}`;
    const known = merged.get(key);
    if (!known) merged.set(key, { ...group });
    else {
      known.count += group.count;
      known.sample = [...known.sample, ...group.sample].slice(0, SAMPLE);
    }
  }
  return [...merged.values()].toSorted((a, b) => b.count - a.count);
}

type Shown = { number: number; line: number; cells: string[] };

async function withSamples(
  shop: Workshop,
  ctx: Ctx,
  one: ImportRecord,
  groups: Group[],
): Promise<ProblemGroup[]> {
  const numbers = groups.flatMap(({ sample }) => sample);
  const rows = await shop.raw<Shown[]>`
    select number, line, cells from import_rows
    where workspace_id = ${ctx.workspace.id} and import_id = ${one.id} and number = any(${numbers})`;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return groups.map(({ action, reason, col, count, sample }) => ({
    outcome: action as ProblemGroup['outcome'],
    reason: reason ?? '',
    column: col,
    count,
    sample: sample.flatMap((number) => {
      const row = byNumber.get(number);
      const value =
        row && (col === null ? row.cells.filter(Boolean).join(' · ') : (row.cells[col - 1] ?? ''));
      return row && value !== undefined
        ? [{ number, line: row.line, value: cutText(value, VALUE_LETTERS) }]
        : [];
    }),
  }));
}
