import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { fields } from '#db/schema/fields.ts';
import { groups } from '#db/schema/groups.ts';
import { segments } from '#db/schema/segments.ts';
import { nameKey } from '#lib/text.ts';
import { recorder } from './cast.ts';

type Ids = { field: (name: string) => number; group: (name: string) => number };

const SEGMENTS: { name: string; query: (ids: Ids) => string }[] = [
  { name: 'Novos sem responsável', query: () => 'filter=all(owner.is:none;created.last:30d)' },
  {
    name: 'Conta alta, em aberto',
    query: ({ field }) => `filter=all(status.kind:open;f${field('Conta de luz (R$)')}.gt:1000)`,
  },
  {
    name: 'Pediram visita, em aberto',
    query: ({ group }) => `filter=all(status.kind:open;group.any_of:${group('Pediram visita')})`,
  },
];

/** Gives the demo shared segments over its fields and groups, which are there already. */
export async function makeSegments(
  tx: Tx,
  { workspaceId, adminId, since }: { workspaceId: number; adminId: number | null; since: Date },
): Promise<void> {
  if (adminId === null) return;
  const [ownFields, ownGroups] = [
    await tx
      .select({ id: fields.id, name: fields.name })
      .from(fields)
      .where(eq(fields.workspaceId, workspaceId)),
    await tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(eq(groups.workspaceId, workspaceId)),
  ];
  const idIn = (rows: { id: number; name: string }[]) => (wanted: string) =>
    rows.find(({ name }) => name === wanted)?.id ?? 0;
  const ids = { field: idIn(ownFields), group: idIn(ownGroups) };
  const facts = SEGMENTS.map(({ name, query }) => ({ name, query: query(ids), isShared: true }));
  const added = await tx
    .insert(segments)
    .values(
      facts.map((one) => ({
        ...one,
        workspaceId,
        nameKey: nameKey(one.name),
        ownerId: adminId,
        createdAt: since,
        updatedAt: since,
      })),
    )
    .returning({ id: segments.id, name: segments.name, query: segments.query, isShared: segments.isShared });
  await recorder(tx, workspaceId, adminId, since)('segment', 'segment.created', added);
}
