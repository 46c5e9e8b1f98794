import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { lookAhead, type Outlook } from './check-definition.ts';
import { requireDefinition, storedDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';
import { automationInput } from './verb-input.ts';

export type Automation = {
  id: number;
  name: string;
  version: number;
  isOn: boolean;
  /** Of its newest version. */
  number: number;
  definition: Definition;
  /** Contacts on their way through, in whichever version; so many at most are counted. */
  insideTotal: number;
};

const INSIDE_COUNTED = 10_000;

/** One automation as its editor needs it. @throws `not_found`; `invalid` (definition: unreadable); `forbidden`. */
export async function getAutomation(ctx: Ctx, input: unknown): Promise<Automation> {
  authorize(ctx, 'automation.read');
  const { id } = parseInput(automationInput, input);
  const insideTotal = sql<number>`(select count(*)::int from (
    select 1 from automation_runs r where r.workspace_id = ${automations.workspaceId} and r.automation_id = ${automations.id}
      and r.state in ('running', 'waiting') limit ${INSIDE_COUNTED}) inside)`;
  const [row] = await ctx.db
    .select({
      id: automations.id,
      name: automations.name,
      version: automations.version,
      isOn: automations.isOn,
      number: automationVersions.number,
      definition: automationVersions.definition,
      insideTotal,
    })
    .from(automations)
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.workspaceId, automations.workspaceId),
        eq(automationVersions.id, automations.versionId),
      ),
    )
    .where(
      and(
        eq(automations.workspaceId, ctx.workspace.id),
        eq(automations.id, id),
        isNull(automations.deletedAt),
      ),
    );
  if (!row) throw notFound();
  return { ...row, definition: requireDefinition(row.definition) };
}

/** What stands against switching an automation on as it is kept, and what it would set off. @throws `not_found`; `forbidden`. */
export async function getOutlook(ctx: Ctx, input: unknown): Promise<Outlook> {
  return lookAhead(ctx, await getAutomation(ctx, input));
}

export type AutomationVersion = {
  number: number;
  definition: Definition;
  createdAt: Date;
  /** Null: the product itself. */
  byName: string | null;
};

const VERSIONS_SHOWN = 50;

/** The latest versions of an automation that was found, as far as they can be read, the newest first. @throws `forbidden`. */
export async function listVersions(ctx: Ctx, { id }: Pick<Automation, 'id'>): Promise<AutomationVersion[]> {
  authorize(ctx, 'automation.read');
  const rows = await ctx.db
    .select({
      number: automationVersions.number,
      definition: automationVersions.definition,
      createdAt: automationVersions.createdAt,
      byName: users.name,
    })
    .from(automationVersions)
    .leftJoin(users, eq(users.id, automationVersions.createdBy))
    .where(and(eq(automationVersions.workspaceId, ctx.workspace.id), eq(automationVersions.automationId, id)))
    .orderBy(desc(automationVersions.number))
    .limit(VERSIONS_SHOWN);
  return rows.flatMap((row) => {
    const definition = storedDefinition(row.definition);
    return definition ? [{ ...row, definition }] : [];
  });
}
