import type { Tx } from '#db/client.ts';
import type { contactEvents } from '#db/schema/events.ts';
import { fieldChoices, fields, fieldValues } from '#db/schema/fields.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import type { FieldKind } from '#db/values.ts';
import { nameKey } from '#lib/text.ts';
import { recorder } from './cast.ts';
import { makeRandom, type Random } from './random.ts';

const SEED = 20_260_402;
const DAY = 86_400_000;

const FIELDS: { name: string; kind: FieldKind; choices?: string[] }[] = [
  { name: 'Tipo de imóvel', kind: 'choice', choices: ['Casa', 'Comércio', 'Indústria', 'Sítio'] },
  { name: 'Conta de luz (R$)', kind: 'number' },
  { name: 'Visita técnica', kind: 'date' },
  { name: 'Telhado próprio', kind: 'yes_no' },
  { name: 'Distribuidora', kind: 'text' },
];
const UTILITIES = ['Enel', 'Cemig', 'CPFL', 'Light', 'Copel', 'Neoenergia'];
/** With the share of the contacts that are in each. */
const GROUPS = [
  { name: 'Feira de energia 2026', share: 0.12 },
  { name: 'Indicam amigos', share: 0.06 },
  { name: 'Pediram visita', share: 0.18 },
];

type Made = { workspaceId: number; adminId: number | null; since: Date; now: Date };
type Person = { contactId: number; createdAt: Date };
export type JoinEvent = typeof contactEvents.$inferInsert & { at: Date };

/** Gives the demo its custom fields with answers, and its groups; returns what happened to the contacts, for their history. */
export async function makeLists(tx: Tx, made: Made, people: Person[]): Promise<JoinEvent[]> {
  const random = makeRandom(SEED);
  await answer(tx, made, await makeFields(tx, made), people, random);
  return join(tx, made, people, random);
}

type DemoField = { id: number; kind: FieldKind; choiceIds: number[] };

async function makeFields(tx: Tx, { workspaceId, adminId, since }: Made): Promise<DemoField[]> {
  const at = { workspaceId, createdAt: since, updatedAt: since };
  const added = await tx
    .insert(fields)
    .values(
      FIELDS.map(({ name, kind }, index) => ({
        ...at,
        name,
        nameKey: nameKey(name),
        kind,
        position: index + 1,
      })),
    )
    .returning({ id: fields.id, name: fields.name, kind: fields.kind });
  const names = FIELDS.flatMap(({ choices = [] }, index) =>
    choices.map((name, place) => ({ fieldId: added[index]?.id ?? 0, name, position: place + 1 })),
  );
  const choices = await tx
    .insert(fieldChoices)
    .values(names.map((choice) => ({ ...choice, workspaceId, nameKey: nameKey(choice.name) })))
    .returning({ id: fieldChoices.id, fieldId: fieldChoices.fieldId });
  await recorder(tx, workspaceId, adminId, since)('field', 'field.created', added);
  return added.map(({ id, kind }) => ({
    id,
    kind,
    choiceIds: choices.filter(({ fieldId }) => fieldId === id).map((choice) => choice.id),
  }));
}

async function answer(
  tx: Tx,
  { workspaceId, now }: Made,
  demoFields: DemoField[],
  people: Person[],
  random: Random,
): Promise<void> {
  const rows = people.flatMap(({ contactId }) =>
    demoFields.flatMap((field) =>
      random.isLucky(0.55)
        ? [{ workspaceId, contactId, fieldId: field.id, ...draw(field, random, now) }]
        : [],
    ),
  );
  await tx.insert(fieldValues).values(rows);
}

function draw(
  { kind, choiceIds }: DemoField,
  random: Random,
  now: Date,
): Partial<typeof fieldValues.$inferInsert> {
  switch (kind) {
    case 'choice':
      return { choiceId: random.pickSkewed(choiceIds) };
    case 'number':
      return { number: random.between(120, 1_900) + random.between(0, 99) / 100 };
    case 'date':
      return { date: new Date(now.getTime() + random.between(-20, 25) * DAY).toISOString().slice(0, 10) };
    case 'yes_no':
      return { yesNo: random.isLucky(0.7) };
    case 'text':
      return { text: random.pickSkewed(UTILITIES) };
  }
}

async function join(tx: Tx, made: Made, people: Person[], random: Random): Promise<JoinEvent[]> {
  const { workspaceId, adminId, since, now } = made;
  const added = await tx
    .insert(groups)
    .values(
      GROUPS.map(({ name }) => ({
        workspaceId,
        name,
        nameKey: nameKey(name),
        createdBy: adminId,
        createdAt: since,
        updatedAt: since,
      })),
    )
    .returning({ id: groups.id, name: groups.name });
  await recorder(tx, workspaceId, adminId, since)('group', 'group.created', added);
  const events = added.flatMap(({ id, name }, index) =>
    people.flatMap(({ contactId, createdAt }): JoinEvent[] => {
      if (!random.isLucky(GROUPS[index]?.share ?? 0)) return [];
      const at = new Date(createdAt.getTime() + random.next() * (now.getTime() - createdAt.getTime()));
      return [
        {
          workspaceId,
          contactId,
          kind: 'contact.group_added',
          actorKind: 'member',
          actorId: adminId,
          at,
          after: { group: name, groupId: id },
        },
      ];
    }),
  );
  await tx.insert(groupMembers).values(
    events.map(({ contactId, at, after }) => ({
      workspaceId,
      contactId,
      groupId: (after as { groupId: number }).groupId,
      addedAt: at,
    })),
  );
  return events;
}
