import { and, eq, sql } from 'drizzle-orm';
import { trackedLinks } from '#db/schema/auto-lead.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { confinedTo } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { linkAddress, prefilledText } from './code-rules.ts';
import { originNames } from './origin-names.ts';

export type TrackedLink = {
  id: number;
  name: string;
  code: string;
  greeting: string;
  /** What the person sends, and the address that fills it in. */
  text: string;
  address: string;
  originId: number;
  originName: string;
  numberId: number;
  phone: string;
  isArchived: boolean;
  version: number;
  createdAt: Date;
  /** How often somebody came by it, and how many people; null: not for the reader, who sees only their own contacts. */
  arrivalTotal: number | null;
  contactTotal: number | null;
};

type Counts = { linkId: string; arrivalTotal: number; contactTotal: number };

/** All tracked links, newest first, archived ones among them, with what came by each. @throws `forbidden`. */
export async function listLinks(ctx: Ctx): Promise<TrackedLink[]> {
  authorize(ctx, 'link.read');
  const isCounted = confinedTo(ctx) === null;
  const [rows, names, counts] = await Promise.all([
    readLinks(ctx),
    originNames(ctx),
    isCounted ? countArrivals(ctx) : [],
  ]);
  const byLink = new Map(counts.map((one) => [Number(one.linkId), one]));
  return rows.map((row) => ({
    ...row,
    ...names(row.originId),
    text: prefilledText(row.greeting, row.code),
    address: linkAddress(row),
    arrivalTotal: isCounted ? (byLink.get(row.id)?.arrivalTotal ?? 0) : null,
    contactTotal: isCounted ? (byLink.get(row.id)?.contactTotal ?? 0) : null,
  }));
}

function readLinks({ db, workspace }: Ctx) {
  return db
    .select({
      id: trackedLinks.id,
      name: trackedLinks.name,
      code: trackedLinks.code,
      greeting: trackedLinks.greeting,
      originId: trackedLinks.originId,
      numberId: trackedLinks.numberId,
      phone: whatsappNumbers.displayPhone,
      isArchived: sql<boolean>`${trackedLinks.archivedAt} is not null`,
      version: trackedLinks.version,
      createdAt: trackedLinks.createdAt,
    })
    .from(trackedLinks)
    .innerJoin(
      whatsappNumbers,
      and(
        eq(whatsappNumbers.workspaceId, trackedLinks.workspaceId),
        eq(whatsappNumbers.id, trackedLinks.numberId),
      ),
    )
    .where(eq(trackedLinks.workspaceId, workspace.id))
    .orderBy(sql`${trackedLinks.id} desc`);
}

/** From the index of touches by link alone; what was decided anew since counts where it went. */
function countArrivals({ db, workspace }: Ctx): Promise<Counts[]> {
  return db.execute<Counts>(sql`
    select person.link_id as "linkId", sum(person.times)::int as "arrivalTotal", count(*)::int as "contactTotal"
    from (
      select t.link_id, t.contact_id, count(*) as times from touches t
      where t.workspace_id = ${workspace.id} and t.link_id is not null
        and not exists (select from touches later where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
      group by t.link_id, t.contact_id
    ) as person
    group by person.link_id`);
}
