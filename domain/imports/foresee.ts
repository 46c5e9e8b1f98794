import { type Comers, type Expected, foreseeAll } from '../automations/foresee-all.ts';
import type { Past } from '../automations/rehearsal-facts-rules.ts';
import { readPasts } from '../automations/rehearsal-people.ts';
import type { Ctx } from '../ctx.ts';
import { decideParameters, decideSql } from './decide-sql.ts';
import { type Decided, freshPast, rowChange, rowHappenings } from './foresee-rules.ts';
import type { ImportRecord } from './internal.ts';
import { readLive } from './live-choices.ts';
import type { ForeseenByImport, ImportPlan } from './types.ts';
import type { Workshop } from './workshop.ts';

/** Rows are looked at in so many parts of a file, of so many rows each: all rows of most files, and some of everywhere in the others. */
const PARTS = 10;
const ROWS_OF_PART = 1_000;

/** What the import would set off, were it to run now; null: it is not asked to. Writes nothing. */
export async function foreseeImport(
  shop: Workshop,
  ctx: Ctx,
  one: ImportRecord,
  plan: ImportPlan,
): Promise<ForeseenByImport | null> {
  if (!plan.runsAutomations) return null;
  return foreseeAll(ctx, { hasGroups: true, hasAnswers: true }, comersOf(shop, { one, plan }));
}

function comersOf(shop: Workshop, { one, plan }: { one: ImportRecord; plan: ImportPlan }): Comers {
  return async function* comers(ctx, needs, at) {
    for (const from of partsOf(one.rowCount)) {
      shop.signal.throwIfAborted();
      const rows = await decideRows(shop, ctx, one, plan, from);
      const known = rows.flatMap(({ target }) => (target === null ? [] : [Number(target)]));
      const pasts = new Map((await readPasts(ctx, known, needs)).map((past) => [past.contactId, past]));
      yield rows.flatMap((row) => toExpected(row, pasts, { plan, importId: one.id, at }));
    }
  };
}

/** Where the parts of a file begin that are looked at. */
export function partsOf(rowCount: number): number[] {
  const count = Math.min(PARTS, Math.ceil(rowCount / ROWS_OF_PART));
  const step = Math.max(ROWS_OF_PART, rowCount / count);
  return Array.from({ length: count }, (_, place) => Math.floor(place * step) + 1);
}

async function decideRows(
  { raw }: Workshop,
  ctx: Ctx,
  one: ImportRecord,
  plan: ImportPlan,
  from: number,
): Promise<Decided[]> {
  const workspaceId = ctx.workspace.id;
  const live = await readLive(raw, workspaceId, false);
  const deciding = { workspaceId, importId: one.id, plan, ...live, turn: 0, from, to: from + ROWS_OF_PART };
  return raw.unsafe<Decided[]>(
    `select d.*, f.extra from (${decideSql(plan, 'written')}) as d
    join import_facts f on f.workspace_id = $1 and f.import_id = $2 and f.number = d.number
    where d.action in ('create', 'update') order by d.number`,
    decideParameters(deciding),
    { prepare: false },
  );
}

type Asked = { plan: ImportPlan; importId: number; at: number };

/** Nobody of an update whose contact went in this moment. */
function toExpected(row: Decided, pasts: ReadonlyMap<number, Past>, asked: Asked): Expected[] {
  const isNew = row.target === null;
  const past = isNew ? freshPast(row, asked.at) : pasts.get(Number(row.target));
  if (!past) return [];
  const isReachable = past.isReachable || hasNumber(row);
  const change = rowChange(row, { ...asked, isNew });
  const happenings: Expected['happenings'] = (before, after) => rowHappenings(before, after, isNew);
  return [{ past: { ...past, isReachable }, isNew, change, happenings }];
}

function hasNumber({ phone, extra }: Decided): boolean {
  return phone !== null || (extra?.identities ?? []).some(({ kind }) => kind !== 'email');
}
