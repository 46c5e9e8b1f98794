import { and, eq, sql } from 'drizzle-orm';
import { reapplications } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { announceContacts, announceProgress, recordWorkspaceEvent } from '../events.ts';
import { readAutoLead } from './read.ts';
import { type Follower, followersOf, type Redecided, redecide } from './reapply-batch.ts';

const BATCH = 500;

type Act = typeof reapplications.$inferSelect;

/** One batch of applying the rules to past touches, in a transaction of its own. Whether there is more to do. */
export async function workOnReapplication(ctx: Ctx, id: number): Promise<boolean> {
  authorize(ctx, 'auto_lead.manage');
  return inTransaction(ctx, async (tx) => {
    const [act] = await tx.db.select().from(reapplications).where(thisAct(tx, id)).for('update');
    if (act?.state !== 'running') return false;
    const autoLead = await readAutoLead(tx);
    const batch = await redecide(tx, autoLead, act, BATCH);
    const followers = await lockFollowers(tx, batch.redecided);
    await supersede(tx, batch.redecided);
    await follow(tx, followers, act.changeId);
    await keepProgress(tx, act, {
      nextId: batch.nextId,
      touchTotal: batch.redecided.length,
      contactTotal: followers.length,
    });
    return batch.nextId !== null;
  });
}

/** One act of the workspace at hand, as a condition on `reapplications`. For siblings. */
export const thisAct = (ctx: Ctx, id: number) =>
  and(eq(reapplications.workspaceId, ctx.workspace.id), eq(reapplications.id, id));

/** Asked again once their contacts are locked: what somebody changes at this moment is theirs. */
async function lockFollowers(ctx: Ctx, redecided: Redecided[]): Promise<Follower[]> {
  const found = await followersOf(ctx, redecided);
  if (found.length === 0) return [];
  const ids = found.map(({ contactId }) => contactId);
  await ctx.db.execute(sql`
    select from contacts where workspace_id = ${ctx.workspace.id} and id = any(${sql.param(ids)}::bigint[])
    order by id for no key update`);
  return followersOf(ctx, redecided);
}

/** The touch that takes another's place has its evidence, its message and its time. */
async function supersede(ctx: Ctx, redecided: Redecided[]): Promise<void> {
  if (redecided.length === 0) return;
  const list = JSON.stringify(redecided.map(({ touchId, ruling }) => ({ touchId, ...ruling })));
  await ctx.db.execute(sql`
    insert into touches (workspace_id, contact_id, kind, origin_id, rule_id, link_id, message_id, evidence, at, supersedes_id)
    select old.workspace_id, old.contact_id, r.kind, r."originId", r."ruleId", r."linkId", old.message_id, old.evidence, old.at, old.id
    from jsonb_to_recordset(${list}::text::jsonb) as r ("touchId" bigint, kind text, "originId" bigint, "ruleId" bigint, "linkId" bigint)
    join touches old on old.workspace_id = ${ctx.workspace.id} and old.id = r."touchId"
    order by old.id
    on conflict do nothing`);
}

async function follow(ctx: Ctx, followers: Follower[], changeId: string): Promise<void> {
  if (followers.length === 0) return;
  const list = JSON.stringify(followers);
  await ctx.db.execute(sql`
    with moved as (
      update contacts c
      set origin_id = f."toId", updated_at = now(), version = c.version + 1
      from jsonb_to_recordset(${list}::text::jsonb) as f ("contactId" bigint, "fromId" bigint, "toId" bigint)
      where c.workspace_id = ${ctx.workspace.id} and c.id = f."contactId"
      returning c.id, f."fromId" as from_id, f."toId" as to_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, 'contact.origin_changed', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('originId', from_id), jsonb_build_object('originId', to_id), ${changeId}::uuid
    from moved`);
  await announceContacts(
    ctx,
    followers.map(({ contactId }) => contactId),
  );
}

type Progress = { nextId: number | null; touchTotal: number; contactTotal: number };

async function keepProgress(ctx: Ctx, act: Act, { nextId, ...more }: Progress): Promise<void> {
  const touchTotal = act.touchTotal + more.touchTotal;
  const contactTotal = act.contactTotal + more.contactTotal;
  await ctx.db
    .update(reapplications)
    .set({
      touchTotal,
      contactTotal,
      attempts: 0,
      ...(nextId === null ? { state: 'done', finishedAt: sql`now()` } : { nextId }),
    })
    .where(thisAct(ctx, act.id));
  if (nextId === null) await tellEnd(ctx, act.changeId, { touchTotal, contactTotal });
  else await announceProgress(ctx, 'auto_lead', ctx.workspace.id);
}

/** The event of an act that has ended. For siblings. */
export async function tellEnd(
  ctx: Ctx,
  changeId: string,
  after: { touchTotal: number; contactTotal: number; reason?: 'given_up' },
): Promise<void> {
  await recordWorkspaceEvent(ctx, {
    subject: 'auto_lead',
    subjectId: ctx.workspace.id,
    kind: 'touches.reapplied',
    after,
    changeId,
  });
}
