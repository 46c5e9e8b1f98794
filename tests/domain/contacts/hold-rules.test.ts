import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { type HeldFacts, holdsFilter } from '#domain/contacts/hold-rules.ts';
import { resolveFilter } from '#domain/contacts/resolve-filter.ts';
import { useDatabase } from '../../support/connect.ts';
import { allQuestions, anyCondition, anyTree } from './filter-arbitrary.ts';
import { makeFilterWorld } from './filter-world.ts';
import { matches, type Person } from './naive-filter.ts';
import { countedTouches } from './naive-past.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let facts: Awaited<ReturnType<typeof makeFilterWorld>>;
beforeAll(async () => {
  desk = await makeDesk(db());
  facts = await makeFilterWorld(desk, 120);
  await db()
    .update(memberships)
    .set({ deactivatedAt: new Date() })
    .where(eq(memberships.userId, userIdOf(facts.gone)));
});

function heldOf({ groups, answers, imports, optedOutAt, lastMessageAt, ...person }: Person): HeldFacts {
  return {
    ...person,
    stays: person.stays.map((stay) => ({
      ...stay,
      since: stay.since.getTime(),
      until: stay.until?.getTime() ?? null,
    })),
    touches: countedTouches({ ...person, groups, answers, imports, optedOutAt, lastMessageAt }).map(
      ({ originId, at, campaign }) => ({ originId, at: at.getTime(), campaign }),
    ),
    groupIds: groups,
    imports,
    answers: Object.fromEntries(
      Object.entries(answers).map(([id, answer]) => [
        id,
        typeof answer === 'object' ? ('day' in answer ? answer.day : answer.choiceId) : answer,
      ]),
    ),
    optedOutAt: optedOutAt?.getTime() ?? null,
    lastMessageAt: lastMessageAt?.getTime() ?? null,
    createdAt: person.createdAt.getTime(),
    updatedAt: person.updatedAt.getTime(),
    lastActivityAt: person.lastActivityAt.getTime(),
    statusSince: person.statusSince.getTime(),
  };
}

async function agrees(tree: Parameters<typeof spellFilterTree>[0]): Promise<void> {
  const { people, world } = facts;
  const filter = await resolveFilter(desk.admin, { ...EMPTY_CONTACT_FILTER, where: tree }, world.now);
  const held = people.filter((person) => holdsFilter(filter, heldOf(person), world.timeZone));
  const meant = people.filter((person) => matches(tree, person, world));
  expect(
    held.map(({ id }) => id),
    spellFilterTree(tree),
  ).toEqual(meant.map(({ id }) => id));
}

test('every question has the answer that the table gives', async () => {
  for (const question of allQuestions(facts.words)) {
    for (const condition of fc.sample(anyCondition(facts.words, [question]), 1))
      await agrees({ join: 'all', parts: [condition] });
  }
}, 180_000);

test('so have questions joined', async () => {
  await fc.assert(fc.asyncProperty(anyTree(facts.words), agrees), { numRuns: 40 });
}, 180_000);

test.each([
  ['a status', { statusIds: [0] }, 0],
  ['nobody as the owner', { ownerIds: ['none' as const] }, null],
])('a quick filter by %s', async (_what, quick, owner) => {
  const filter = await resolveFilter(desk.admin, { ...EMPTY_CONTACT_FILTER, ...quick });
  const held = facts.people.filter((person) => holdsFilter(filter, heldOf(person), 'UTC'));
  expect(held).toEqual(owner === null ? facts.people.filter(({ ownerId }) => ownerId === null) : []);
});

test.each([
  ['acme', 'words'],
  ['zé', 'a beginning'],
  ['5511912345678', 'a phone'],
])('searched for by %j, as %s', async (q) => {
  const filter = await resolveFilter(desk.admin, { ...EMPTY_CONTACT_FILTER, q });
  const held = facts.people.filter((person) => holdsFilter(filter, heldOf(person), 'UTC'));
  const wanted = q === 'zé' ? /^zé/i : new RegExp(q, 'i');
  const meant = facts.people.filter(({ name, phone, email, company }) =>
    wanted.test(q === 'zé' ? name : `${phone} ${email} ${company}`),
  );
  expect(held.map(({ id }) => id)).toEqual(meant.map(({ id }) => id));
  expect(held.length).toBeGreaterThan(0);
});

test('created on days of the time zone of the workspace', async () => {
  const [one] = facts.people;
  if (!one) throw new Error('nobody');
  const day = one.createdAt.toLocaleDateString('sv', { timeZone: 'America/Sao_Paulo' });
  const on = { ...EMPTY_CONTACT_FILTER, createdFrom: day, createdTo: day };
  const filter = await resolveFilter(desk.admin, on);
  expect(holdsFilter(filter, heldOf(one), 'America/Sao_Paulo')).toBe(true);
  const before = await resolveFilter(desk.admin, { ...EMPTY_CONTACT_FILTER, createdTo: '2020-01-01' });
  expect(holdsFilter(before, heldOf(one), 'America/Sao_Paulo')).toBe(false);
});
