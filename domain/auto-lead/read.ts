import { and, asc, eq, sql } from 'drizzle-orm';
import { autoLeads, originRules, trackedLinks } from '#db/schema/auto-lead.ts';
import { originAliases, origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { nameKey } from '#lib/text.ts';
import { survivorsOf } from '../contacts/survivor-rules.ts';
import type { Ctx } from '../ctx.ts';
import { withBuiltIns } from './built-in-rules.ts';
import { readCondition, readHours, readMemberIds } from './stored.ts';
import type { AutoLead, OriginRule } from './types.ts';

type OriginRow = {
  id: number;
  name: string;
  nameKey: string;
  mergedIntoId: number | null;
  isArchived: boolean;
};
type Survivors = ReturnType<typeof survivorsOf>;

/**
 * How messages become leads in this workspace, with what is not set filled in: the default status, an origin called WhatsApp or else the oldest one.
 * Reads whole small tables; for a batch of messages, read it once. Whoever calls has authorised.
 */
export async function readAutoLead(ctx: Ctx): Promise<AutoLead> {
  const [settings, originRows, statusRows, rules, links, names] = await Promise.all([
    readSettings(ctx),
    readOrigins(ctx),
    readStatuses(ctx),
    readRules(ctx),
    readLinks(ctx),
    readAliases(ctx),
  ]);
  const survivors = survivorsOf(originRows);
  const spelled = spellings(originRows, names);
  const originId = survivors.get(settings?.originId ?? 0) ?? fallbackOrigin(originRows, spelled);
  const live = statusRows.map(({ id }) => id);
  const statusId =
    live.find((id) => id === settings?.statusId) ?? statusRows.find(({ isDefault }) => isDefault)?.id ?? null;
  const isOpen = (id: number) => statusRows.some((one) => one.id === id && one.kind === 'open');
  const reopenStatusId = [settings?.reopenStatusId, statusId].find((id) => id && isOpen(id)) ?? null;
  return {
    isOn: (settings?.isOn ?? false) && originId !== null && statusId !== null,
    statusId,
    originId,
    assignment: settings?.assignment ?? 'nobody',
    personId: settings?.personId ?? null,
    memberIds: readMemberIds(settings?.memberIds),
    openLimit: settings?.openLimit ?? null,
    workingHours: readHours(settings?.workingHours ?? null),
    reopening: settings?.reopening ?? 'lost',
    reopenStatusId,
    reactivates: settings?.reactivates ?? true,
    version: settings?.version ?? 1,
    rules: effectiveRules(rules, survivors),
    links: new Map(
      links.flatMap(({ code, originId: toId, ...link }) => {
        const to = survivors.get(toId);
        return to === undefined ? [] : [[code, { ...link, originId: to }]];
      }),
    ),
    names: spelled,
  };
}

async function readSettings({ db, workspace }: Ctx) {
  const [row] = await db.select().from(autoLeads).where(eq(autoLeads.workspaceId, workspace.id));
  return row;
}

function readOrigins({ db, workspace }: Ctx): Promise<OriginRow[]> {
  return db
    .select({
      id: origins.id,
      name: origins.name,
      nameKey: origins.nameKey,
      mergedIntoId: origins.mergedIntoId,
      isArchived: sql<boolean>`${origins.archivedAt} is not null`,
    })
    .from(origins)
    .where(eq(origins.workspaceId, workspace.id))
    .orderBy(asc(origins.id));
}

function readStatuses({ db, workspace }: Ctx) {
  return db
    .select({ id: statuses.id, kind: statuses.kind, isDefault: statuses.isDefault })
    .from(statuses)
    .where(and(eq(statuses.workspaceId, workspace.id), sql`${statuses.retiredAt} is null`));
}

function readRules({ db, workspace }: Ctx) {
  return db
    .select({
      id: originRules.id,
      kind: originRules.kind,
      condition: originRules.condition,
      originId: originRules.originId,
      isOn: originRules.isOn,
    })
    .from(originRules)
    .where(eq(originRules.workspaceId, workspace.id))
    .orderBy(asc(originRules.position), asc(originRules.id));
}

function readLinks({ db, workspace }: Ctx) {
  return db
    .select({
      id: trackedLinks.id,
      name: trackedLinks.name,
      code: trackedLinks.code,
      originId: trackedLinks.originId,
    })
    .from(trackedLinks)
    .where(eq(trackedLinks.workspaceId, workspace.id));
}

function readAliases({ db, workspace }: Ctx) {
  return db
    .select({
      name: originAliases.name,
      nameKey: originAliases.nameKey,
      originId: originAliases.originId,
    })
    .from(originAliases)
    .where(eq(originAliases.workspaceId, workspace.id));
}

/** The oldest where none is called so. */
function fallbackOrigin(rows: OriginRow[], names: AutoLead['names']): number | null {
  return names.get(nameKey('WhatsApp'))?.originId ?? rows.find(isOffered)?.id ?? null;
}

const isOffered = ({ mergedIntoId, isArchived }: OriginRow) => mergedIntoId === null && !isArchived;

type StoredRule = Omit<Awaited<ReturnType<typeof readRules>>[number], 'id'> & { id: number | null };

/** The rules that are on, with the two that every workspace has. */
function effectiveRules(rows: Awaited<ReturnType<typeof readRules>>, survivors: Survivors): OriginRule[] {
  const all = withBuiltIns<StoredRule>(rows, (kind) => ({
    id: null,
    kind,
    condition: {},
    originId: null,
    isOn: true,
  }));
  return all.flatMap(({ id, kind, condition, originId, isOn }): OriginRule[] => {
    const read = isOn ? readCondition(kind, condition) : null;
    return read ? [{ id, originId: survivors.get(originId ?? 0) ?? null, ...read }] : [];
  });
}

function spellings(
  rows: OriginRow[],
  aliases: { name: string; nameKey: string; originId: number }[],
): AutoLead['names'] {
  const offered = rows.filter(isOffered);
  const ids = new Set(offered.map(({ id }) => id));
  const names = new Map<string, { name: string; originId: number }>();
  for (const { nameKey: key, name, originId } of aliases)
    if (ids.has(originId)) names.set(key, { name, originId });
  for (const { nameKey: key, name, id } of offered) names.set(key, { name, originId: id });
  return names;
}
