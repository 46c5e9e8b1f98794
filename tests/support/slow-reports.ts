import type { Ctx } from '#domain/ctx.ts';
import { share as shareOfMany } from '#domain/verify/figures.ts';
import { readStories } from '#domain/verify/read-stories.ts';
import { isWithin } from '#domain/verify/report-days.ts';
import { dayTeller, type Stay, type Story } from '#domain/verify/story.ts';

export type Person = Omit<Story, 'contact'> & NonNullable<Story['contact']>;
type Period = { from: string; to: string };

/** The local day of an instant. */
export function dayOf({ workspace }: Ctx, at: number): string {
  return dayTeller(workspace.timeZone)(at);
}

/** Active contacts that the reader sees, with what happened to each, as `crm verify` reads it. */
export async function readPeople({ db, actor, workspace }: Ctx): Promise<Person[]> {
  const isMine = (ownerId: number | null) =>
    actor.kind !== 'member' || actor.role !== 'sales' || ownerId === null || ownerId === actor.userId;
  const people: Person[] = [];
  for await (const { contact, ...story } of readStories(db, workspace))
    if (contact?.isActive && isMine(contact.ownerId)) people.push({ ...story, ...contact });
  return people;
}

/** Those of them who arrived in the period. */
export function arrivalsOf(people: Person[], period: Period): Person[] {
  return people.filter(({ createdDay }) => isWithin(period, createdDay));
}

/** Whether a stay began in the period. */
export function isIn({ day }: Stay, period: Period): boolean {
  return isWithin(period, day);
}

/** Seconds from a person's arrival until they first came into one of these statuses; null: never. */
export function secondsTo({ stays, createdAt }: Person, statusIds: number[]): number | null {
  const moments = stays.filter(({ statusId }) => statusIds.includes(statusId)).map(({ since }) => since);
  return moments.length === 0 ? null : (Math.min(...moments) - createdAt) / 1_000;
}

/** The value below which so much of a list lies, between two of it where need be; null of nothing. */
export function share(list: (number | null)[], part: number): number | null {
  return shareOfMany(
    list.filter((one) => one !== null),
    part,
  );
}
