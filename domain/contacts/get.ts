import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { readAnswers } from '../fields/answers.ts';
import type { Answers } from '../fields/types.ts';
import { parseInput } from '../input.ts';
import { type ContactFacts, contactInput } from './input.ts';
import { visibleContacts } from './where.ts';

export type Contact = ContactFacts & {
  id: number;
  name: string;
  version: number;
  createdAt: Date;
  lastActivityAt: Date;
  statusSince: Date;
  /** Since when this person wants no messages; null: messages are welcome. */
  optedOutAt: Date | null;
  status: { name: string; colour: string };
  originName: string;
  owner: { name: string; isActive: boolean } | null;
  /** Answers to the workspace's own fields. */
  fields: Answers;
};

export const factColumns = {
  firstName: contacts.firstName,
  lastName: contacts.lastName,
  type: contacts.type,
  phone: contacts.phone,
  email: contacts.email,
  company: contacts.company,
  website: contacts.website,
  notes: contacts.notes,
  isActive: contacts.isActive,
  ownerId: contacts.ownerId,
  statusId: contacts.statusId,
  originId: contacts.originId,
};

const { workspaceId } = contacts;

/** One contact with the names of what it points at and its answers to custom fields. @throws `not_found`, `forbidden`. */
export async function getContact(ctx: Ctx, input: unknown): Promise<Contact> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  const [row] = await ctx.db
    .select({
      ...factColumns,
      id: contacts.id,
      name: contacts.name,
      version: contacts.version,
      createdAt: contacts.createdAt,
      lastActivityAt: contacts.lastActivityAt,
      statusSince: contacts.statusSince,
      optedOutAt: contacts.optedOutAt,
      status: { name: statuses.name, colour: statuses.colour },
      originName: origins.name,
      ownerName: users.name,
      ownerLeftAt: memberships.deactivatedAt,
    })
    .from(contacts)
    .innerJoin(statuses, and(eq(statuses.workspaceId, workspaceId), eq(statuses.id, contacts.statusId)))
    .innerJoin(origins, and(eq(origins.workspaceId, workspaceId), eq(origins.id, contacts.originId)))
    .leftJoin(
      memberships,
      and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, contacts.ownerId)),
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)));
  if (!row) throw notFound();
  const { ownerName, ownerLeftAt, ...contact } = row;
  const owner = ownerName === null ? null : { name: ownerName, isActive: ownerLeftAt === null };
  const answers = await readAnswers(ctx, [id]);
  return { ...contact, owner, fields: answers.get(id) ?? {} };
}
