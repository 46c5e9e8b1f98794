import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '#db/client.ts';
import { bulkTargets } from '#db/schema/bulk.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { BulkChange, Selection } from '#domain/bulk/change.ts';
import { startBulk } from '#domain/bulk/start.ts';
import type { BulkView } from '#domain/bulk/view.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { verify } from '#domain/verify/verify.ts';
import { makeContact } from '../../support/contact.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

export type Team = {
  workspace: TestWorkspace;
  admin: Ctx;
  novo: number;
  feito: number;
  origin: number;
  other: number;
};

/** A workspace with two statuses, two origins. */
export async function makeTeam(db: Db, options: Parameters<typeof makeWorkspace>[1] = {}): Promise<Team> {
  const workspace = await makeWorkspace(db, options);
  const novo = await workspace.addStatus('Novo', { isDefault: true });
  const feito = await workspace.addStatus('Feito');
  const origin = await workspace.addOrigin('WhatsApp');
  const other = await workspace.addOrigin('Indicação');
  return { workspace, admin: workspace.admin, novo, feito, origin, other };
}

/** So many contacts with events and identities, in one statement; their ids upwards. */
export async function makeMany(team: Team, total: number, ownerId: number | null = null): Promise<number[]> {
  const { admin, novo, origin } = team;
  const rows = await admin.db.execute<{ id: string }>(sql`
    with added as (
      insert into contacts (workspace_id, first_name, email, status_id, origin_id, owner_id)
      select ${team.workspace.id}, 'Pessoa ' || n, 'p' || n || '@m.test', ${novo}, ${origin}, ${ownerId}::bigint
      from generate_series(1, ${total}::int) as n returning id, email
    ), known as (
      insert into contact_identities (workspace_id, kind, value, contact_id)
      select ${team.workspace.id}, 'email', email, id from added
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
    select ${team.workspace.id}, id, 'contact.created', 'system',
      jsonb_build_object('statusId', ${novo}::bigint, 'originId', ${origin}::bigint)
    from added order by id returning contact_id as id`);
  return [...rows].map(({ id }) => Number(id)).toSorted((a, b) => a - b);
}

export function makeOne(team: Team, ownerId: number | null = null): Promise<number> {
  return inTransaction(team.admin, (tx) =>
    makeContact(tx, { statusId: team.novo, originId: team.origin, ownerId }),
  );
}

/** Starts an act as a dialog would that saw its preview. */
export function start(
  ctx: Ctx,
  change: BulkChange,
  selection: Selection,
  options: { expectedTotal?: number; requestId?: string } = {},
): Promise<BulkView> {
  const expectedTotal =
    options.expectedTotal ?? ('ids' in selection ? selection.ids.length : Number.MAX_SAFE_INTEGER);
  return startBulk(ctx, {
    selection,
    change,
    expectedTotal,
    requestId: options.requestId ?? randomUUID(),
  });
}

export const everything: Selection = { query: '', except: [] };

export async function contactsOf(ctx: Ctx) {
  return ctx.db
    .select()
    .from(contacts)
    .where(eq(contacts.workspaceId, ctx.workspace.id))
    .orderBy(contacts.id);
}

export function targetsOf(ctx: Ctx) {
  return ctx.db
    .select()
    .from(bulkTargets)
    .where(eq(bulkTargets.workspaceId, ctx.workspace.id))
    .orderBy(bulkTargets.contactId);
}

/** Nothing that must never be is. */
export async function expectSound(db: Db): Promise<void> {
  expect(await verify(db)).toEqual([]);
}
