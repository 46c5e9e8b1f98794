import type { Tx } from '#db/client.ts';
import { savedReports } from '#db/schema/saved-reports.ts';
import { targets } from '#db/schema/targets.ts';
import { nameKey } from '#lib/text.ts';
import { recorder } from './cast.ts';
import type { Cast } from './story.ts';

/** A report that the admin shares, by name. */
const REPORT = {
  name: 'Funil do mês',
  report: 'funnel',
  query: 'period=month&compare=previous',
  isShared: true,
};

/** Gives the demo targets that are met, on their way and missed, and a report under a name. */
export async function makeTargets(
  tx: Tx,
  { workspaceId, cast, since }: { workspaceId: number; cast: Cast; since: Date },
): Promise<void> {
  const adminId = cast.staffIds.at(-1) ?? null;
  if (adminId === null) return;
  const record = recorder(tx, workspaceId, adminId, since);
  const made = { workspaceId, createdAt: since, updatedAt: since };
  const status = (place: number) => ({ kind: 'status' as const, statusId: cast.statusIds.at(place) ?? null });
  const added = await tx
    .insert(targets)
    .values([
      { ...made, ...status(-1), span: 'week', amount: 18 },
      { ...made, ...status(3), span: 'month', amount: 140 },
      { ...made, ...status(2), ownerId: cast.staffIds[0] ?? null, span: 'month', amount: 110 },
      { ...made, kind: 'origin', originId: cast.originIds[1] ?? null, span: 'week', amount: 20 },
    ])
    .returning();
  await record(
    'target',
    'target.created',
    added.map(({ id, kind, statusId, originId, ownerId, span, amount }) => {
      return { id, kind, thingId: statusId ?? originId, ownerId, span, amount };
    }),
  );
  const saved = await tx
    .insert(savedReports)
    .values({ ...made, ...REPORT, nameKey: nameKey(REPORT.name), ownerId: adminId })
    .returning({ id: savedReports.id });
  await record(
    'report',
    'report.saved',
    saved.map(({ id }) => ({ id, ...REPORT })),
  );
}
