import { eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { webhookItems } from '#db/schema/webhooks.ts';
import type { WebhookState } from './filter.ts';

/** Nothing, or not yet anything, has followed: as the index of those says it. */
export const IS_LEFT = sql`(${webhookItems.outcome} is null or ${webhookItems.outcome} in ('waiting', 'ignored', 'failed'))`;

/** A state as a condition on `webhook_items`. */
export function isInState(state: WebhookState): SQL {
  const { outcome } = webhookItems;
  if (state === 'left') return IS_LEFT;
  // With the words of the index, so that it is taken.
  if (state === 'open') return sql`${isNull(outcome)} and ${IS_LEFT}`;
  const isThis = eq(outcome, state);
  return state === 'done' || state === 'duplicate' ? isThis : sql`${isThis} and ${IS_LEFT}`;
}

/** Items of these workspaces. */
export function ofWorkspaces(ids: number[]): SQL {
  return inArray(webhookItems.workspaceId, ids);
}
