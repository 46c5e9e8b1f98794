import { cleanLine } from '#lib/text.ts';
import { parseContactFilter, type QueryParams } from '../contacts/filter.ts';
import { type FoundContact, findFirstContacts, recallContacts } from '../contacts/find-first.ts';
import type { Ctx } from '../ctx.ts';
import { listOriginsWithAliases, type Origin } from '../origins/list.ts';
import { listStatuses } from '../statuses/list.ts';
import { rank } from './rank.ts';

/** As many statuses, and as many origins, as are shown. */
const NAMED_AT_ONCE = 5;

type FoundStatus = { id: number; name: string; colour: string };

/** What the workspace holds under a text. A contact whose status is being retired at this moment has none. */
export type Found = {
  contacts: (Omit<FoundContact, 'statusId'> & { status: FoundStatus | null })[];
  statuses: FoundStatus[];
  origins: Pick<Origin, 'id' | 'name' | 'isArchived'>[];
};

/** Contacts, statuses and origins that `q` is about; nothing for nothing. @throws `forbidden`. */
export async function searchEverywhere(ctx: Ctx, params: QueryParams): Promise<Found> {
  const q = readText(params);
  if (q === '') return { contacts: [], statuses: [], origins: [] };
  const [found, statuses, origins] = await Promise.all([
    findFirstContacts(ctx, q),
    listStatuses(ctx),
    listOriginsWithAliases(ctx),
  ]);
  const inUse = origins.filter(({ isArchived }) => !isArchived);
  const archived = origins.filter(({ isArchived }) => isArchived);
  const byName = rank(q, [...inUse, ...archived], ({ name, aliases }) => [
    name,
    ...aliases.map((alias) => alias.name),
  ]);
  return {
    contacts: withStatus(found, statuses),
    statuses: rank(q, statuses, ({ name }) => [name])
      .slice(0, NAMED_AT_ONCE)
      .map(brief),
    origins: byName.slice(0, NAMED_AT_ONCE).map(({ id, name, isArchived }) => ({ id, name, isArchived })),
  };
}

/** As the list reads it, without what nobody sees: names are stored without it too. */
function readText({ q }: QueryParams): string {
  const cleaned = cleanLine(parseContactFilter({ q }).q);
  return cleaned.ok ? cleaned.value : '';
}

/** The contacts that a browser remembers by `ids`, drawn like those that were found. @throws `forbidden`. */
export async function recallEverywhere(ctx: Ctx, params: QueryParams): Promise<Found['contacts']> {
  const [found, statuses] = await Promise.all([recallContacts(ctx, params), listStatuses(ctx)]);
  return withStatus(found, statuses);
}

function withStatus(found: FoundContact[], statuses: FoundStatus[]): Found['contacts'] {
  const byId = new Map(statuses.map((status) => [status.id, brief(status)]));
  return found.map(({ statusId, ...contact }) => ({ ...contact, status: byId.get(statusId) ?? null }));
}

function brief({ id, name, colour }: FoundStatus): FoundStatus {
  return { id, name, colour };
}
