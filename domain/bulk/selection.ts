import { and, eq, not, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { parseContactFilter, type QueryParams } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere, visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { Selection } from './change.ts';

/** The contacts of a selection that whoever acts may see, as a condition on `contacts`. */
export async function selectionWhere(ctx: Ctx, selection: Selection): Promise<SQL> {
  if ('ids' in selection) {
    const ours = and(eq(contacts.workspaceId, ctx.workspace.id), visibleContacts(ctx));
    return sql`(${ours} and ${isOneOf(selection.ids)})`;
  }
  const matching = contactFilterWhere(
    ctx,
    await resolveFilter(ctx, parseContactFilter(paramsOf(selection.query))),
  );
  if (selection.except.length === 0) return matching;
  return sql`(${matching} and ${not(isOneOf(selection.except))})`;
}

/** A list of ids as PostgreSQL writes an array. */
export const idList = (ids: number[]): string => `{${ids.join(',')}}`;

function isOneOf(ids: number[]): SQL {
  return sql`${contacts.id} = any(${idList(ids)}::bigint[])`;
}

/** A query string as Next gives it to pages: repeated names become lists. */
function paramsOf(query: string): QueryParams {
  const params: QueryParams = {};
  const sent = new URLSearchParams(query);
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name);
    params[name] = values.length > 1 ? values : values[0];
  }
  return params;
}
