import { eq } from 'drizzle-orm';
import { touches, trackedLinks } from '#db/schema/auto-lead.ts';
import { contactEvents } from '#db/schema/events.ts';
import { originMerges, origins } from '#db/schema/origins.ts';
import { statuses, statusPaces } from '#db/schema/statuses.ts';
import { statusStays } from '#db/schema/stays.ts';
import { makeNumber } from '../../support/auto-lead.ts';
import type { Person } from './naive-filter.ts';
import type { Desk } from './support.ts';

const HOUR = 3_600_000;

type Dice = {
  chance: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  hours: (most: number) => number;
};

/** A retired status that history tells of, and two origins that were merged, one into the other and on. */
export async function makePastThings(desk: Desk) {
  const { db, workspace } = desk.admin;
  const retired = await desk.addStatus('Qualificado');
  await db.update(statuses).set({ retiredAt: new Date() }).where(eq(statuses.id, retired));
  const merged = await db
    .insert(origins)
    .values(
      ['Feira', 'Site'].map((name) => ({ workspaceId: workspace.id, name, nameKey: name.toLowerCase() })),
    )
    .returning({ id: origins.id });
  const [fair = 0, site = 0] = merged.map(({ id }) => id);
  await db.update(origins).set({ mergedIntoId: site, archivedAt: new Date() }).where(eq(origins.id, fair));
  await db
    .update(origins)
    .set({ mergedIntoId: desk.google, archivedAt: new Date() })
    .where(eq(origins.id, site));
  await db.insert(statusPaces).values({
    workspaceId: workspace.id,
    statusId: desk.novo,
    usualSeconds: 20 * 86_400,
    sampleSize: 30,
    computedAt: new Date(),
  });
  return {
    retired,
    fair,
    site,
    paces: { [desk.novo]: 20 * 86_400 },
    mergedInto: { [fair]: site, [site]: desk.google },
  };
}

type PastIds = { originIds: number[]; now: Date; dice: Dice };

/** Gives each of `people` where they stood, the last of it where they stand, and what brought them; in the database too. */
export async function givePasts(
  desk: Desk,
  people: Person[],
  { statusIds, originIds, members, now, dice }: PastIds & { members: number[]; statusIds: number[] },
): Promise<void> {
  const { pick, chance, hours } = dice;
  for (const person of people) {
    let since = now.getTime() - (100 + hours(2_000)) * HOUR;
    const count = 1 + hours(4);
    for (let left = count; left > 0; left -= 1) {
      const before = person.stays.at(-1);
      const until = since + hours(480) * HOUR;
      const isGap = before !== undefined && chance(0.2);
      person.stays.push({
        statusId: left === 1 ? person.statusId : pick(statusIds),
        fromStatusId: before === undefined || isGap ? null : before.statusId,
        since: new Date(since),
        until: left === 1 ? null : new Date(until),
        movedBy: chance(0.3) ? null : pick(members),
      });
      since = until + (chance(0.2) ? HOUR : 0);
    }
  }
  await desk.admin.db.insert(statusStays).values(
    people.flatMap(({ id, stays }) =>
      stays.map((stay, place) => ({
        ...stay,
        workspaceId: desk.id,
        contactId: id,
        eventId: place + 1,
        isFirst: stays.findIndex(({ statusId }) => statusId === stay.statusId) === place,
        arrivedAt: stays[0]?.since ?? now,
      })),
    ),
  );
  await giveTouches(desk, people, { originIds, now, dice });
  await giveMerges(desk, people, { originIds, now, dice });
}

async function giveTouches(
  desk: Desk,
  people: Person[],
  { originIds, now, dice: { pick, chance, hours } }: PastIds,
): Promise<void> {
  const linkId = await makeLink(desk);
  const evidences = [
    { linkId: null, evidence: {} },
    { linkId: null, evidence: { referral: { sourceId: '123' } } },
    { linkId, evidence: { referral: { sourceId: '123' } } },
  ];
  const touchOf = (person: Person, at: Date, supersedesId: number | null = null) => ({
    workspaceId: desk.id,
    contactId: person.id,
    kind: 'default' as const,
    originId: pick(originIds),
    at,
    supersedesId,
    ...pick(evidences),
  });
  const { db } = desk.admin;
  const wanted = people.flatMap((person) =>
    Array.from({ length: hours(4) }, () => touchOf(person, new Date(now.getTime() - hours(5) * HOUR))),
  );
  const made = await db.insert(touches).values(wanted).returning();
  const anew = made.filter(() => chance(0.3));
  const byId = new Map(people.map((person) => [person.id, person]));
  const again = await db
    .insert(touches)
    .values(
      anew.flatMap(({ contactId, at, id }) => {
        const person = byId.get(contactId);
        return person ? [touchOf(person, at, id)] : [];
      }),
    )
    .returning();
  for (const touch of [...made, ...again])
    byId.get(touch.contactId)?.touches.push({ ...touch, campaign: campaignOf(touch) });
}

export const CAMPAIGNS: ['ad' | 'link', string][] = [
  ['ad', '123'],
  ['link', 'AB,(1)'],
];

function campaignOf({ linkId, evidence }: typeof touches.$inferSelect) {
  const [ad, link] = CAMPAIGNS.map(([kind, key]) => ({ kind, key }));
  const isAd = JSON.stringify(evidence).includes('123');
  return (linkId === null ? isAd && ad : link) || null;
}

async function makeLink(desk: Desk): Promise<number> {
  const numberId = await makeNumber(desk.admin);
  const [made] = await desk.admin.db
    .insert(trackedLinks)
    .values({ workspaceId: desk.id, name: 'Feira', code: 'AB,(1)', originId: desk.google, numberId })
    .returning({ id: trackedLinks.id });
  return made?.id ?? 0;
}

/** Merges of origins, some of which were taken back, moved some of those people; somebody chose another origin for some others afterwards. */
async function giveMerges(desk: Desk, people: Person[], { originIds, dice }: PastIds): Promise<void> {
  const { db } = desk.admin;
  const merges = [crypto.randomUUID(), crypto.randomUUID()];
  const ofMerge = { workspaceId: desk.id, fromId: originIds[0] ?? 0, intoId: originIds[1] ?? 0 };
  await db
    .insert(originMerges)
    .values(merges.map((changeId) => ({ ...ofMerge, changeId, mergedAt: new Date(0) })));
  const moved = (contactId: number, from: number, to: number, changeId: string | null) => ({
    ...{ workspaceId: desk.id, contactId, changeId },
    kind: 'contact.origin_changed' as const,
    actorKind: 'system' as const,
    before: { originId: from },
    after: { originId: to },
  });
  for (const person of people) {
    const way = dice.hours(5);
    const { id, originId } = person;
    // Others of those that are one by now.
    const family = originIds.filter((one) => one !== originIds[0]);
    const [first, second] = [dice.pick(family), dice.pick(family)];
    if (way === 0 || originId === originIds[0]) continue;
    const events = [
      moved(id, first, second, merges[0] ?? null),
      moved(id, second, originId, merges[1] ?? null),
    ];
    if (way === 1)
      events.push(
        moved(id, originId, second, merges[1] ?? null),
        moved(id, second, originId, merges[0] ?? null),
      );
    if (way === 2) events.push(moved(id, second, originId, null));
    if (way === 3) events.unshift(moved(id, originId, first, null));
    person.cameFromId = way === 2 ? originId : first;
    await db.insert(contactEvents).values(events);
  }
}
