import { z } from 'zod';
import { CONTACT_TYPES } from '#db/values.ts';
import { takenTalk } from './merge-talk.ts';
import { keptContact, keptIdentities } from './trash.ts';

const instant = z.coerce.date();

/** What `contact_merges.taken` keeps: the contact that went, whole. `consents`, `tasks` and `runs` (under way) are ids: they moved along. */
export const takenParts = z.object({
  contact: keptContact,
  identities: keptIdentities,
  groups: z.array(z.number()),
  fieldValues: z.array(z.looseObject({ field_id: z.number() })),
  consents: z.array(z.number()),
  tasks: z.array(z.number()).default([]),
  runs: z.array(z.number()).default([]),
  talk: takenTalk.optional(),
});
export type Taken = z.output<typeof takenParts>;

function changeOf<S extends z.ZodType>(value: S) {
  return z.object({ from: value, to: value }).optional();
}

/** Facts of the survivor that a merge changed: from → to. */
const changedFacts = z.object({
  firstName: changeOf(z.string()),
  lastName: changeOf(z.string()),
  type: changeOf(z.enum(CONTACT_TYPES)),
  phone: changeOf(z.string().nullable()),
  email: changeOf(z.string().nullable()),
  company: changeOf(z.string()),
  website: changeOf(z.string()),
  notes: changeOf(z.string()),
  isActive: changeOf(z.boolean()),
  ownerId: changeOf(z.number().nullable()),
  statusId: changeOf(z.number()),
  originId: changeOf(z.number()),
  statusSince: changeOf(instant),
  createdAt: changeOf(instant),
  lastActivityAt: changeOf(instant),
  lastMessageAt: changeOf(instant.nullable()),
  optedOutAt: changeOf(instant.nullable()),
});

const answer = z.object({
  fieldId: z.number(),
  text: z.string().nullable(),
  number: z.number().nullable(),
  date: z.string().nullable(),
  choiceId: z.number().nullable(),
  yesNo: z.boolean().nullable(),
});

/** What `contact_merges.before` keeps: what the survivor had where the merge changed it. */
export const beforeParts = z.object({
  facts: changedFacts,
  addedGroups: z.array(z.number()),
  answers: z.array(z.object({ from: answer.nullable(), to: answer })),
});
export type Before = z.output<typeof beforeParts>;
export type ChangedFacts = Before['facts'];
