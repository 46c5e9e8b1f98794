import { sql } from 'drizzle-orm';
import type { MissReason } from '#db/automation-values.ts';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { isOpenAt } from '../auto-lead/hours-rules.ts';
import { EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import { type FilterTree, isGroup, parseFilterTree, spellFilterTree } from '../contacts/filter-tree.ts';
import { type ResolvedFilter, resolveFilters } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { Conditions, Hours } from './types.ts';
import { readWorkingHours } from './working-hours.ts';

/**
 * Why somebody does not enter; null: they do. `detail` of `condition`: `{ failed: string[], join }`, the conditions that do not hold as filters spell
 * them; of `repeat`: `{ lastAt, days }`; of `hours`: `{ at }`.
 */
export type Verdict = null | { reason: MissReason; detail: Record<string, unknown> };

export type Asked = { automationId: number; conditions: Conditions; contactIds: number[]; now: Date };

/** What the conditions of automations come to now; asked for once for many contacts and automations. */
export type Prepared = { parts: Map<number, { join: 'all' | 'any'; parts: Part[] }>; hours: Hours | null };
type Part = { spelt: string; filter: ResolvedFilter };

/** Looks up what the conditions of automations name, all in one query. @throws `forbidden`. */
export async function prepareConditions(
  ctx: Ctx,
  automations: { automationId: number; conditions: Conditions }[],
  now: Date,
): Promise<Prepared> {
  const asked = automations.flatMap(({ automationId, conditions }) => {
    const tree = conditions.filter === '' ? null : parseFilterTree(conditions.filter);
    return tree ? [{ automationId, tree, trees: tree.parts.map(asTree) }] : [];
  });
  const trees = asked.flatMap((one) => one.trees);
  const filters =
    trees.length === 0
      ? []
      : await resolveFilters(
          ctx,
          trees.map((where) => ({ ...EMPTY_CONTACT_FILTER, where })),
          now,
        );
  let place = 0;
  const parts = new Map(
    asked.map(({ automationId, tree, trees: own }) => {
      const resolved = own.flatMap((one): Part[] => {
        const filter = filters[place++];
        return filter ? [{ spelt: spellFilterTree(one), filter }] : [];
      });
      return [automationId, { join: tree.join, parts: resolved }] as const;
    }),
  );
  const asksHours = automations.some(({ conditions }) => conditions.hours === 'workspace');
  return { parts, hours: asksHours ? await readWorkingHours(ctx) : null };
}

function asTree(part: FilterTree['parts'][number]): FilterTree {
  return isGroup(part) ? part : { join: 'all', parts: [part] };
}

/**
 * Holds contacts against what an automation asks of those who enter: one query for the filter, one for those who came before. Where it does not take
 * everybody every time it takes them one after another: a lock, until the transaction ends. @throws `forbidden`.
 */
export async function checkConditions(
  ctx: Ctx,
  asked: Asked,
  prepared?: Prepared,
): Promise<Map<number, Verdict>> {
  authorize(ctx, 'automation.read');
  const { automationId, conditions, contactIds, now } = asked;
  const { parts, hours } = prepared ?? (await prepareConditions(ctx, [asked], now));
  const verdicts = new Map<number, Verdict>(contactIds.map((id) => [id, null]));
  const asks = parts.get(automationId);
  const failed = asks ? await findFailed(ctx, asks, contactIds) : new Map<number, string[]>();
  for (const [id, list] of failed)
    verdicts.set(id, { reason: 'condition', detail: { join: asks?.join ?? 'all', failed: list } });
  const open = conditions.hours === 'workspace' ? hours : conditions.hours;
  if (!isOpenAt(toSpans(open), now, ctx.workspace.timeZone))
    refuse(verdicts, contactIds, () => ({ reason: 'hours', detail: { at: now.toISOString() } }));
  await refuseRepeated(ctx, asked, verdicts);
  return verdicts;
}

function refuse(
  verdicts: Map<number, Verdict>,
  ids: Iterable<number>,
  why: (id: number) => NonNullable<Verdict>,
): void {
  for (const id of ids) if (verdicts.get(id) === null) verdicts.set(id, why(id));
}

function toSpans(hours: Hours | null): Record<string, [string, string][]> | null {
  if (!hours) return null;
  return Object.fromEntries(Object.entries(hours).map(([day, spans]) => [day, spans ?? []]));
}

/** By contact, the conditions that keep them out; who meets them is missing. Someone who is gone meets none. */
async function findFailed(
  ctx: Ctx,
  { join, parts }: { join: 'all' | 'any'; parts: Part[] },
  ids: number[],
): Promise<Map<number, string[]>> {
  const holds = sql.join(
    parts.map(({ filter }) => sql`(${contactFilterWhere(ctx, filter)}) is true`),
    sql`, `,
  );
  const rows = await ctx.db.execute<{ id: string; holds: boolean[] }>(sql`
    select ${contacts.id} as id, array[${holds}] as holds from ${contacts}
    where ${contacts.workspaceId} = ${ctx.workspace.id} and ${contacts.id} = any(${sql.param(ids)}::bigint[])`);
  const found = new Map([...rows].map((row) => [Number(row.id), row.holds]));
  const failed = new Map<number, string[]>();
  for (const id of ids) {
    const held = found.get(id) ?? [];
    const missing = parts.filter((_, place) => !held[place]).map(({ spelt }) => spelt);
    const isOut = join === 'all' ? missing.length > 0 : missing.length === parts.length;
    if (isOut) failed.set(id, missing);
  }
  return failed;
}

/** Contacts that entered before, where each enters once, or not again within some days; also as those who were merged into them. */
async function refuseRepeated(
  ctx: Ctx,
  { automationId, conditions, now }: Asked,
  verdicts: Map<number, Verdict>,
): Promise<void> {
  const { repeat, repeatDays } = conditions;
  const ids = [...verdicts].flatMap(([id, verdict]) => (verdict === null ? [id] : []));
  if (repeat === 'always' || ids.length === 0) return;
  const w = ctx.workspace.id;
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`automation:${w}:${automationId}`}, 0))`,
  );
  const since = repeat === 'once' ? null : new Date(now.getTime() - (repeatDays ?? 0) * 86_400_000);
  const rows = await ctx.db.execute<{ id: string; last: string }>(sql`
    with recursive lineage as (
      select id, id as was from unnest(${sql.param(ids)}::bigint[]) as id
      union
      select lineage.id, m.from_id from contact_merges m
      join lineage on m.into_id = lineage.was
      where m.workspace_id = ${w} and m.split_at is null
    )
    select lineage.id, max(r.started_at) as last
    from lineage join automation_runs r
      on r.workspace_id = ${w} and r.contact_id = lineage.was and r.automation_id = ${automationId}
    where r.started_at > coalesce(${since?.toISOString() ?? null}::timestamptz, '-infinity')
    group by lineage.id`);
  const before = new Map([...rows].map((row) => [Number(row.id), new Date(row.last).toISOString()]));
  refuse(verdicts, before.keys(), (id) => repeated(conditions, before.get(id) ?? null));
}

/** Why somebody does not enter again. `lastAt` null: with what happened at the same time. */
export function repeated({ repeatDays, repeat }: Conditions, lastAt: string | null): NonNullable<Verdict> {
  return { reason: 'repeat', detail: { lastAt, days: repeat === 'once' ? null : repeatDays } };
}
