import { consents } from '#db/schema/consents.ts';
import { contacts } from '#db/schema/contacts.ts';
import { fieldChoices, fields, fieldValues } from '#db/schema/fields.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import { importOutcomes, imports } from '#db/schema/imports.ts';
import { FIELD_KINDS, type FieldKind } from '#db/values.ts';
import type { Ctx } from '#domain/ctx.ts';
import type { Vocabulary } from './filter-arbitrary.ts';
import { daysAround } from './filter-arbitrary.ts';
import type { Person, World } from './naive-filter.ts';
import { CAMPAIGNS, givePasts, makePastThings } from './past-world.ts';
import { type Desk, userIdOf } from './support.ts';

const NOW = new Date('2026-03-04T02:30:00Z');
const HOUR = 3_600_000;
const FIRST = ['Ana', 'JOSÉ', 'Érica', 'joana', 'Zé_%', 'Bia'];
const TEXTS = ['', '', 'Padaria São João', 'acme', 'ACME Ltda', '100% a_b', 'ação'];

/** The same every time: a failure can be looked at again. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return {
    chance: (share: number) => next() < share,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    hours: (most: number) => Math.floor(next() * most),
  };
}

/** Contacts with everything that can be asked about, in the database and as plain objects. */
export async function makeFilterWorld(desk: Desk, total: number) {
  const { pick, chance, hours } = dice(7);
  const things = await makePastThings(desk);
  const { admin: ctx } = desk;
  const workspaceId = desk.id;
  const won = await desk.addStatus('Fechado', { kind: 'won' });
  const statusIds = [desk.novo, desk.contatado, won];
  const originIds = [desk.whatsapp, desk.google];
  const gone = await desk.addMember('sales', 'Saiu');
  const ownerIds = [userIdOf(desk.admin), userIdOf(desk.sales), userIdOf(gone), null];
  const groupIds = await makeGroups(ctx);
  const importId = await makeImport(ctx);
  const own = await makeFields(ctx);
  const ago = () => new Date(NOW.getTime() - hours(24 * 100) * HOUR + 24 * HOUR);
  const some = <T>(value: T) => (chance(0.6) ? value : null);
  const rows = Array.from({ length: total }, () => ({
    workspaceId,
    firstName: pick(FIRST),
    lastName: pick(['', 'Souza', 'da Silva']),
    phone: some(pick(['5511912345678', '552133334444', '14155550100'])),
    email: some(pick(['ana@acme.com', 'bia@Exemplo.com.br', 'ze@mail.acme.com'])),
    company: pick(TEXTS),
    website: pick(TEXTS),
    notes: pick(TEXTS),
    type: pick(['lead', 'customer'] as const),
    isActive: chance(0.7),
    statusId: pick(statusIds),
    originId: pick(originIds),
    ownerId: pick(ownerIds),
    createdAt: ago(),
    updatedAt: ago(),
    lastActivityAt: ago(),
    statusSince: ago(),
    lastMessageAt: some(ago()),
    optedOutAt: chance(0.2) ? ago() : null,
  }));
  const stored = await ctx.db.insert(contacts).values(rows).returning();
  const answerOf: Record<FieldKind, () => Partial<typeof fieldValues.$inferInsert>> = {
    text: () => ({ text: pick(['São Paulo', 'sao paulo', 'acme', '100% a_b']) }),
    number: () => ({ number: pick([-1.5, 0, 7, 1_000_000.25]) }),
    date: () => ({ date: pick(daysAround(NOW, 30)) }),
    choice: () => ({ choiceId: pick(own.choiceIds) }),
    yes_no: () => ({ yesNo: chance(0.5) }),
  };
  const people: Person[] = stored.map(({ search: _, workspaceId: _w, ...contact }) => ({
    ...contact,
    groups: groupIds.filter(() => chance(0.3)),
    consents: ['news', 'ofertas'].filter(() => chance(0.3)),
    imports: chance(0.3) ? [{ id: importId, outcome: pick(['created', 'updated', 'unchanged']) }] : [],
    stays: [],
    touches: [],
    cameFromId: contact.originId,
    answers: {},
  }));
  const answers = people.flatMap((person) =>
    FIELD_KINDS.flatMap((kind) => {
      if (chance(0.4)) return [];
      const held = answerOf[kind]();
      const fieldId = own.ids[kind];
      const { text, number, date, choiceId, yesNo } = held;
      person.answers[fieldId] = date
        ? { day: date }
        : choiceId
          ? { choiceId }
          : (text ?? number ?? yesNo ?? '');
      return [{ workspaceId, fieldId, contactId: person.id, ...held }];
    }),
  );
  await ctx.db.insert(fieldValues).values(answers);
  await putLists(ctx, people, importId);
  const pastIds = {
    statusIds: [...statusIds, things.retired],
    originIds: [...originIds, things.fair, things.site],
  };
  const members = [userIdOf(desk.admin), userIdOf(desk.sales)];
  await givePasts(desk, people, { ...pastIds, members, now: NOW, dice: dice(11) });
  const world: World = {
    userId: userIdOf(desk.admin),
    inactive: [userIdOf(gone)],
    kinds: { [desk.novo]: 'open', [desk.contatado]: 'open', [won]: 'won' },
    paces: things.paces,
    mergedInto: things.mergedInto,
    now: NOW,
    timeZone: ctx.workspace.timeZone,
  };
  const words: Vocabulary = {
    texts: ['ana', 'jose', 'JOÃO', 'acme', 'acme.com', 'a_b', '%', 'ão', 'são paulo', 'news', 'Ana Souza'],
    digits: ['5511', '55', '1', '4444'],
    days: daysAround(NOW, 30),
    ids: (field) => {
      if (field === 'status') return statusIds;
      if (field === 'touch') return pastIds.originIds;
      if (field === 'history') return pastIds.statusIds;
      if (field === 'origin') return originIds;
      if (field === 'group') return groupIds;
      return field === 'import' ? [importId] : own.choiceIds;
    },
    people: members.map(String),
    campaigns: CAMPAIGNS,
    owners: ['me', 'none', 'inactive', String(userIdOf(desk.sales))],
    numbers: ['-1.5', '0', '6.5', '1000000.25'],
    minutes: daysAround(NOW, 30).map((day) => `${day}T03:00Z`),
    fields: Object.fromEntries(FIELD_KINDS.map((kind) => [`f${own.ids[kind]}`, kind])),
  };
  return { people, world, words, gone, textField: `f${own.ids.text}` };
}

async function makeGroups({ db, workspace }: Ctx): Promise<number[]> {
  const made = await db
    .insert(groups)
    .values(
      ['Feira', 'VIP'].map((name) => ({ workspaceId: workspace.id, name, nameKey: name.toLowerCase() })),
    )
    .returning({ id: groups.id });
  return made.map(({ id }) => id);
}

async function makeImport({ db, workspace }: Ctx): Promise<number> {
  const [made] = await db
    .insert(imports)
    .values({
      workspaceId: workspace.id,
      state: 'done',
      fileName: 'a.csv',
      fileBytes: 1,
      changeId: crypto.randomUUID(),
      createdBy: 1,
    })
    .returning({ id: imports.id });
  if (!made) throw new Error('no import');
  return made.id;
}

async function makeFields({ db, workspace }: Ctx) {
  const workspaceId = workspace.id;
  const made = await db
    .insert(fields)
    .values(FIELD_KINDS.map((kind, position) => ({ workspaceId, name: kind, nameKey: kind, kind, position })))
    .returning();
  const ids = Object.fromEntries(made.map(({ id, kind }) => [kind, id])) as Record<FieldKind, number>;
  const choices = await db
    .insert(fieldChoices)
    .values(
      ['Ouro', 'Prata'].map((name, position) => ({
        workspaceId,
        fieldId: ids.choice,
        name,
        nameKey: name.toLowerCase(),
        position,
      })),
    )
    .returning({ id: fieldChoices.id });
  return { ids, choiceIds: choices.map(({ id }) => id) };
}

async function putLists({ db, workspace }: Ctx, people: Person[], importId: number): Promise<void> {
  const workspaceId = workspace.id;
  await db
    .insert(groupMembers)
    .values(
      people.flatMap(({ id, groups }) => groups.map((groupId) => ({ workspaceId, groupId, contactId: id }))),
    );
  const agreed = { workspaceId, wording: '…', source: 'form', givenAt: NOW };
  await db.insert(consents).values(
    people.flatMap(({ id, consents: held }) => [
      ...held.map((purpose) => ({ ...agreed, contactId: id, purpose })),
      // Taken back: as if never given.
      { ...agreed, contactId: id, purpose: 'acme', revokedAt: NOW },
    ]),
  );
  await db.insert(importOutcomes).values(
    people.flatMap(({ id, imports: [row] }, number) =>
      row
        ? [
            {
              workspaceId,
              importId,
              number,
              outcome: row.outcome as 'created',
              contactId: id,
            },
          ]
        : [],
    ),
  );
}
