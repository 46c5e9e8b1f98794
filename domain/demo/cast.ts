import type { Tx } from '#db/client.ts';
import { workspaceEvents } from '#db/schema/events.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Role, SubjectKind, WorkspaceEventKind } from '#db/values.ts';
import { nameKey } from '#lib/text.ts';
import { findUserByEmail } from '../sessions/find-user.ts';
import { hashPassword } from '../sessions/password.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../setup/demo-people.ts';
import { EXAMPLE_ORIGINS, EXAMPLE_STATUSES } from '../setup/examples.ts';
import type { Cast } from './story.ts';

const COMPANY = 'Vale do Ipê Energia Solar';
const NAMES: Record<Role, string> = {
  admin: 'Helena Martins',
  manager: 'Rafael Azevedo',
  sales: 'Camila Nogueira',
};

/** The busiest first. */
const STAFF = DEMO_PEOPLE.toReversed().map((person) => ({ ...person, name: NAMES[person.role] }));
const BUSIEST_ORIGINS = ['whatsapp', 'google_ads', 'referrals', 'landing_page', 'email', 'saas'];

/** Makes the demo's workspace, members, statuses and origins as of `since`, with their events. */
export async function makeCast(tx: Tx, since: Date): Promise<Cast & { workspaceId: number }> {
  const [workspace] = await tx
    .insert(workspaces)
    .values({ name: COMPANY, isDemo: true, createdAt: since })
    .returning({ id: workspaces.id });
  if (!workspace) throw new Error('insert returned no workspace');
  const workspaceId = workspace.id;
  const staffIds = await addStaff(tx, workspaceId, since);
  const made = { workspaceId, createdAt: since, updatedAt: since };
  const addedStatuses = await tx
    .insert(statuses)
    .values(
      EXAMPLE_STATUSES.map(({ names, colour, kind }, index) => ({
        ...made,
        name: names['pt-BR'],
        nameKey: nameKey(names['pt-BR']),
        colour,
        kind,
        position: index + 1,
        isDefault: index === 0,
      })),
    )
    .returning({ id: statuses.id, name: statuses.name, colour: statuses.colour, kind: statuses.kind });
  const originNames = EXAMPLE_ORIGINS.map(({ names }) => names['pt-BR']);
  const addedOrigins = await tx
    .insert(origins)
    .values(originNames.map((name) => ({ ...made, name, nameKey: nameKey(name) })))
    .returning({ id: origins.id, name: origins.name });
  const record = recorder(tx, workspaceId, staffIds.at(-1) ?? null, since);
  await record('workspace', 'workspace.created', [{ id: workspaceId, name: COMPANY }]);
  await record(
    'member',
    'member.joined',
    STAFF.map(({ role }, index) => ({ id: staffIds[index] ?? 0, role })),
  );
  await record('status', 'status.created', addedStatuses);
  await record('origin', 'origin.created', addedOrigins);
  return {
    workspaceId,
    staffIds,
    statusIds: addedStatuses.map(({ id }) => id),
    ...castOrigins(addedOrigins.map(({ id }) => id)),
  };
}

/** Most contacts come from the origins that come first in the story. `ids` are in the order of the examples. */
function castOrigins(ids: number[]): Pick<Cast, 'originIds' | 'whatsappOriginId'> {
  const idOf = new Map(EXAMPLE_ORIGINS.map(({ key }, index) => [key, ids[index] ?? 0]));
  const originIds = BUSIEST_ORIGINS.map((key) => idOf.get(key) ?? 0);
  return { originIds, whatsappOriginId: idOf.get('whatsapp') ?? 0 };
}

/** Whoever has one of these addresses already keeps their name and password. */
async function addStaff(tx: Tx, workspaceId: number, since: Date): Promise<number[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const ids: number[] = [];
  for (const { email, name, role } of STAFF) {
    const known = await findUserByEmail(tx, email);
    const [user] = known
      ? [known]
      : await tx
          .insert(users)
          .values({ email, name, passwordHash, createdAt: since })
          .returning({ id: users.id });
    if (!user) throw new Error('insert returned no user');
    await tx.insert(memberships).values({ workspaceId, userId: user.id, role, createdAt: since });
    ids.push(user.id);
  }
  return ids;
}

/** Records what was made by `actorId` at a moment: a function of what kind of thing, what happened, and to which. */
export function recorder(tx: Tx, workspaceId: number, actorId: number | null, at: Date) {
  return async (
    subjectKind: SubjectKind,
    kind: WorkspaceEventKind,
    subjects: ({ id: number } & Record<string, unknown>)[],
  ) => {
    await tx.insert(workspaceEvents).values(
      subjects.map(({ id, ...after }) => ({
        workspaceId,
        subjectKind,
        subjectId: id,
        kind,
        actorKind: 'member' as const,
        actorId,
        at,
        after,
      })),
    );
  };
}
