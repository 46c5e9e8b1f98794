import { type SQL, sql } from 'drizzle-orm';

/**
 * A condition on a row of `whatsapp_numbers` called `n`: Meta has described the number to the token that it has (`proveNumber`). Where several
 * workspaces share an installation, only such a number is told what comes for it: an id alone can be typed in by anybody. One workspace alone has
 * nobody to take it from.
 */
export const IS_VOUCHED: SQL = sql`(
  n.proven_at is not null
  or not exists (select from workspaces another where another.id <> n.workspace_id))`;

/** The same for the account of a number: its templates have been read with the token. */
export const IS_ACCOUNT_VOUCHED: SQL = sql`(
  n.templates_synced_at is not null
  or not exists (select from workspaces another where another.id <> n.workspace_id))`;
