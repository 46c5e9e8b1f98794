import type postgres from 'postgres';
import { nameKey } from '#lib/text.ts';

const FIELD = 'Porte';
const CHOICES = ['Pequeno', 'Médio', 'Grande'];
const GROUP = 'Newsletter';

/** Gives a quarter of the contacts after `lastId` an answer to a custom field, and puts a tenth into a group. */
export async function insertLists(
  tx: postgres.TransactionSql,
  workspaceId: number,
  lastId: number,
): Promise<void> {
  const fieldId = await makeField(tx, workspaceId);
  await tx`
    insert into field_values (workspace_id, field_id, contact_id, choice_id)
    select c.workspace_id, ${fieldId}, c.id, o.id
    from contacts c
    join (
      select id, row_number() over (order by position) - 1 as n from field_choices
      where workspace_id = ${workspaceId} and field_id = ${fieldId}
    ) as o on o.n = (c.id / 4) % ${CHOICES.length}
    where c.workspace_id = ${workspaceId} and c.id > ${lastId} and c.id % 4 = 0`;
  const groupId = await makeGroup(tx, workspaceId);
  await tx`
    insert into group_members (workspace_id, group_id, contact_id)
    select workspace_id, ${groupId}, id from contacts
    where workspace_id = ${workspaceId} and id > ${lastId} and id % 10 = 0`;
}

async function makeField(tx: postgres.TransactionSql, workspaceId: number): Promise<number> {
  const key = nameKey(FIELD);
  const [known] = await tx<{ id: string }[]>`
    select id from fields where workspace_id = ${workspaceId} and name_key = ${key} and kind = 'choice'`;
  if (known) return Number(known.id);
  const [field] = await tx<{ id: string }[]>`
    insert into fields (workspace_id, name, name_key, kind, position)
    select ${workspaceId}, ${FIELD}, ${key}, 'choice', coalesce(max(position), 0) + 1
    from fields where workspace_id = ${workspaceId}
    returning id`;
  const id = Number(field?.id);
  for (const [index, name] of CHOICES.entries())
    await tx`
      insert into field_choices (workspace_id, field_id, name, name_key, position)
      values (${workspaceId}, ${id}, ${name}, ${nameKey(name)}, ${index + 1})`;
  await recordMade(tx, workspaceId, 'field', id, { name: FIELD, kind: 'choice', choices: CHOICES });
  return id;
}

async function makeGroup(tx: postgres.TransactionSql, workspaceId: number): Promise<number> {
  const key = nameKey(GROUP);
  const [known] = await tx<{ id: string }[]>`
    select id from groups where workspace_id = ${workspaceId} and name_key = ${key} and deleted_at is null`;
  if (known) return Number(known.id);
  const [group] = await tx<{ id: string }[]>`
    insert into groups (workspace_id, name, name_key) values (${workspaceId}, ${GROUP}, ${key}) returning id`;
  await recordMade(tx, workspaceId, 'group', Number(group?.id), { name: GROUP });
  return Number(group?.id);
}

async function recordMade(
  tx: postgres.TransactionSql,
  workspaceId: number,
  subject: 'field' | 'group',
  id: number,
  after: postgres.JSONValue,
): Promise<void> {
  await tx`
    insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, after)
    values (${workspaceId}, ${subject}, ${id}, ${`${subject}.created`}, 'system', ${tx.json(after)})`;
}
