import { and, asc, eq, isNull } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import type { Field } from '../fields/types.ts';
import { listGroups } from '../groups/list.ts';
import { listOriginsWithAliases } from '../origins/list.ts';
import { listStatuses } from '../statuses/list.ts';
import type { Meant } from './subjects-rules.ts';
import { fieldIdOf, type SettledSubject } from './types.ts';

/** Everything of the workspace that a cell may name. */
export type WorkspaceChoices = {
  statuses: (Meant & { colour: string; isDefault: boolean })[];
  origins: Meant[];
  owners: Meant[];
  groups: Meant[];
  fields: Field[];
};

/** Reads what the cells of a file may name, as it is now. The caller has authorised. */
export async function readChoices(ctx: Ctx): Promise<WorkspaceChoices> {
  const [statuses, origins, owners, groupRows, fieldRows] = await Promise.all([
    listStatuses(ctx),
    listOriginsWithAliases(ctx),
    listOwners(ctx),
    listGroups(ctx),
    listFields(ctx),
  ]);
  return {
    statuses: statuses.map(({ id, name, colour, isDefault }) => ({
      id,
      name,
      colour,
      isDefault,
      spellings: [],
    })),
    origins: origins
      .filter(({ isArchived }) => !isArchived)
      .map(({ id, name, aliases }) => ({ id, name, spellings: aliases.map((alias) => alias.name) })),
    owners,
    groups: groupRows.map(({ id, name }) => ({ id, name, spellings: [] })),
    fields: fieldRows,
  };
}

/** Active members; their e-mail leads to them as well as their name. */
async function listOwners(ctx: Ctx): Promise<Meant[]> {
  const rows = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), isNull(memberships.deactivatedAt)))
    .orderBy(asc(users.name), asc(users.id));
  return rows.map(({ email, ...owner }) => ({ ...owner, spellings: [email] }));
}

/** The records that the values of a subject may mean. */
export function meantBy(choices: WorkspaceChoices, subject: SettledSubject): Meant[] {
  switch (subject) {
    case 'status':
      return choices.statuses;
    case 'origin':
      return choices.origins;
    case 'owner':
      return choices.owners;
    case 'group':
      return choices.groups;
    default: {
      const field = choices.fields.find(({ id }) => id === fieldIdOf(subject));
      return (field?.choices ?? []).map((choice) => ({ ...choice, spellings: [] }));
    }
  }
}
