import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { NotificationKind } from '#db/automation-values.ts';
import { automations } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { notifications } from '#db/schema/notices.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import { visibleContacts } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { NotificationQuery } from './notification-query.ts';

const NOTIFICATIONS_PER_PAGE = 30;
/** Counts are exact up to here, and "99+" beyond. */
const COUNT_MAX = 99;

export type Notification = {
  id: number;
  kind: NotificationKind;
  body: string;
  at: Date;
  isRead: boolean;
  /** Null: about nobody, or about somebody who is gone, or may not be seen. */
  contact: { id: number; name: string } | null;
  automation: { id: number; name: string } | null;
  runId: number | null;
  /** Of a weekly summary: the Monday of its week. */
  week: string | null;
};

export type NotificationPage = { items: Notification[]; next: string | null };

/** A page of what whoever asks was told, the newest first. @throws `invalid` (cursor: invalid); `forbidden`. */
export async function listNotifications(
  ctx: Ctx,
  { show, after }: NotificationQuery,
): Promise<NotificationPage> {
  authorize(ctx, 'notification.read');
  const isItsContact = and(
    eq(contacts.workspaceId, notifications.workspaceId),
    eq(contacts.id, notifications.contactId),
    visibleContacts(ctx),
  );
  const isItsAutomation = and(
    eq(automations.workspaceId, notifications.workspaceId),
    eq(automations.id, notifications.automationId),
    isNull(automations.deletedAt),
  );
  const rows = await ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      body: notifications.body,
      at: notifications.createdAt,
      isRead: sql<boolean>`${notifications.readAt} is not null`,
      contact: { id: contacts.id, name: contacts.name },
      automation: { id: automations.id, name: automations.name },
      runId: notifications.runId,
      week: sql<string | null>`substring(${notifications.source} from '^week:(\\d{4}-\\d{2}-\\d{2})$')`,
    })
    .from(notifications)
    .leftJoin(contacts, isItsContact)
    .leftJoin(automations, isItsAutomation)
    .where(and(toldTo(ctx), show === 'unread' ? isNull(notifications.readAt) : undefined, olderThan(after)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(NOTIFICATIONS_PER_PAGE + 1);
  const items = rows.slice(0, NOTIFICATIONS_PER_PAGE);
  const last = items.at(-1);
  const hasMore = rows.length > NOTIFICATIONS_PER_PAGE && last;
  return { items, next: hasMore ? encodeCursor([last.at.toISOString(), last.id]) : null };
}

/** How many whoever asks has not read, at most 100. @throws `forbidden`. */
export async function countUnreadNotifications(ctx: Ctx): Promise<{ total: number }> {
  authorize(ctx, 'notification.read');
  const some = ctx.db
    .select({ one: sql`1` })
    .from(notifications)
    .where(and(toldTo(ctx), isNull(notifications.readAt)))
    .limit(COUNT_MAX + 1)
    .as('some');
  const [counted] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(some);
  return { total: counted?.total ?? 0 };
}

function toldTo(ctx: Ctx): SQL | undefined {
  return and(eq(notifications.workspaceId, ctx.workspace.id), eq(notifications.userId, actorId(ctx) ?? 0));
}

function olderThan(after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const held = decodeCursor(after, ['date', 'number']);
  if (!held) throw invalidField('cursor', 'invalid');
  return sql`(${notifications.createdAt}, ${notifications.id}) < (${held[0]}::timestamptz, ${held[1]}::bigint)`;
}
