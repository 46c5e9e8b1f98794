import type postgres from 'postgres';
import type { StatusKind } from '#db/values.ts';
import { suggestDistinct } from '#lib/colour-vision.ts';
import { nameKey } from '#lib/text.ts';
import { EXAMPLE_ORIGINS, EXAMPLE_STATUSES } from '../setup/examples.ts';
import { makePerson } from './people.ts';
import { makeRandom } from './random.ts';

export type VolumeRequest = {
  /** How many contacts to add. */
  contacts: number;
  /** How many statuses and origins the workspace has at least, afterwards. */
  statuses: number;
  origins: number;
  /** Where to; null: the only workspace, the demo's if there are several, or a new one. */
  workspaceId: number | null;
};

const MEMBERS = 12;

const STATUSES: { name: string; colour: string; kind: StatusKind }[] = [
  ...EXAMPLE_STATUSES.map(({ names, colour, kind }) => ({ name: names['pt-BR'], colour, kind })),
  { name: 'Proposta', colour: '#ea5283', kind: 'open' },
  { name: 'Perdido', colour: '#af3400', kind: 'lost' },
];

const ORIGINS = [
  ...EXAMPLE_ORIGINS.map(({ names }) => names['pt-BR']),
  'Instagram',
  'Facebook',
  'Site',
  'Telefone',
  'Loja física',
  'Feira',
  'YouTube',
  'TikTok',
  'LinkedIn',
  'Google orgânico',
  'Parceiros',
  'Evento',
  'Rádio',
  'Panfleto',
];

/** The workspace to fill, with at least the statuses and origins asked for. @throws Error with a message for people. */
export async function prepareWorkspace(tx: postgres.TransactionSql, request: VolumeRequest): Promise<number> {
  const workspaceId = await findWorkspace(tx, request.workspaceId);
  await addStatuses(tx, workspaceId, request.statuses);
  await addOrigins(tx, workspaceId, request.origins);
  const [members] = await tx<{ total: number }[]>`
    select count(*)::int as total from memberships where workspace_id = ${workspaceId} and deactivated_at is null`;
  if (!members?.total) throw new Error(`Workspace ${workspaceId} has no active members to own contacts.`);
  return workspaceId;
}

async function findWorkspace(tx: postgres.TransactionSql, wanted: number | null): Promise<number> {
  const all = await tx<{ id: string; is_demo: boolean }[]>`select id, is_demo from workspaces order by id`;
  const ids = all.map(({ id }) => Number(id));
  if (wanted !== null) {
    if (ids.includes(wanted)) return wanted;
    throw new Error(`There is no workspace ${wanted}${ids.length ? `: there is ${ids.join(', ')}` : ''}.`);
  }
  const obvious = all.length === 1 ? all[0] : all.find(({ is_demo }) => is_demo);
  if (obvious) return Number(obvious.id);
  if (all.length === 0) return makeWorkspace(tx);
  throw new Error(`Say which workspace with --workspace: ${ids.join(', ')}.`);
}

/** A workspace whose members have no passwords: nobody can sign in until somebody with one is added. */
async function makeWorkspace(tx: postgres.TransactionSql): Promise<number> {
  const [workspace] = await tx<
    { id: string }[]
  >`insert into workspaces (name) values ('Volume') returning id`;
  const id = Number(workspace?.id);
  const random = makeRandom(id);
  for (let index = 1; index <= MEMBERS; index += 1) {
    const { firstName, lastName } = makePerson(random, index);
    const role = index === 1 ? 'admin' : index === 2 ? 'manager' : 'sales';
    const [user] = await tx<{ id: string }[]>`
      insert into users (email, name) values (${`equipe${index}@volume-${id}.example`}, ${`${firstName} ${lastName}`.trim()})
      returning id`;
    await tx`insert into memberships (workspace_id, user_id, role) values (${id}, ${user?.id ?? 0}, ${role})`;
  }
  return id;
}

async function addStatuses(tx: postgres.TransactionSql, workspaceId: number, wanted: number): Promise<void> {
  const present = await tx<{ name_key: string; colour: string; position: number; is_default: boolean }[]>`
    select name_key, colour, position, is_default from statuses
    where workspace_id = ${workspaceId} and retired_at is null`;
  const keys = new Set(present.map((status) => status.name_key));
  const colours = present.map((status) => status.colour);
  let position = Math.max(0, ...present.map((status) => status.position));
  let isDefault = !present.some((status) => status.is_default);
  for (const status of candidates(STATUSES, wanted, numberedStatus)) {
    if (keys.size >= wanted) return;
    const key = nameKey(status.name);
    if (keys.has(key)) continue;
    const colour = suggestDistinct(status.colour, colours);
    position += 1;
    const [added] = await tx<{ id: string }[]>`
      insert into statuses (workspace_id, name, name_key, colour, kind, position, is_default)
      values (${workspaceId}, ${status.name}, ${key}, ${colour}, ${status.kind}, ${position}, ${isDefault})
      returning id`;
    await recordMade(tx, workspaceId, 'status', Number(added?.id), status.name);
    keys.add(key);
    colours.push(colour);
    isDefault = false;
  }
}

async function addOrigins(tx: postgres.TransactionSql, workspaceId: number, wanted: number): Promise<void> {
  const present = await tx<{ name_key: string }[]>`
    select name_key from origins
    where workspace_id = ${workspaceId} and merged_into_id is null and archived_at is null`;
  const keys = new Set(present.map((origin) => origin.name_key));
  for (const name of candidates(ORIGINS, wanted, (n) => `Campanha ${n}`)) {
    if (keys.size >= wanted) return;
    const key = nameKey(name);
    const [added] = await tx<{ id: string }[]>`
      insert into origins (workspace_id, name, name_key) values (${workspaceId}, ${name}, ${key})
      on conflict do nothing returning id`;
    if (!added) continue;
    await recordMade(tx, workspaceId, 'origin', Number(added.id), name);
    keys.add(key);
  }
}

async function recordMade(
  tx: postgres.TransactionSql,
  workspaceId: number,
  subject: 'status' | 'origin',
  id: number,
  name: string,
): Promise<void> {
  await tx`
    insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, after)
    values (${workspaceId}, ${subject}, ${id}, ${`${subject}.created`}, 'system', ${tx.json({ name })})`;
}

const numberedStatus = (n: number) => ({ name: `Etapa ${n}`, colour: '#8b5cf6', kind: 'open' as const });

/** The known ones first, then as many made up as could be needed. */
function candidates<T>(known: T[], wanted: number, make: (n: number) => T): T[] {
  return [...known, ...Array.from({ length: wanted }, (_, index) => make(index + 1))];
}
