import { and, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { consents } from '#db/schema/consents.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { requireVisible } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { contactInput } from './input.ts';

/** One entry of the ledger. `purpose` and `source`: a code of the closed lists, or somebody's own words. */
export type Consent = {
  id: number;
  purpose: string;
  wording: string;
  source: string;
  givenAt: Date;
  recordedBy: string | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  revocation: string | null;
};

/** A contact has a handful; whoever writes more by a script sees the newest. */
const SHOWN_MAX = 200;

/** What a contact agreed to, the newest entry first, also what was taken back. @throws `not_found`, `forbidden`. */
export async function listConsents(ctx: Ctx, input: unknown): Promise<Consent[]> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  await requireVisible(ctx, id);
  const [recorder, revoker] = [alias(users, 'recorder'), alias(users, 'revoker')];
  return ctx.db
    .select({
      id: consents.id,
      purpose: consents.purpose,
      wording: consents.wording,
      source: consents.source,
      givenAt: consents.givenAt,
      recordedBy: recorder.name,
      revokedAt: consents.revokedAt,
      revokedBy: revoker.name,
      revocation: consents.revocation,
    })
    .from(consents)
    .leftJoin(recorder, eq(recorder.id, consents.recordedBy))
    .leftJoin(revoker, eq(revoker.id, consents.revokedBy))
    .where(and(eq(consents.workspaceId, ctx.workspace.id), eq(consents.contactId, id)))
    .orderBy(desc(consents.id))
    .limit(SHOWN_MAX);
}
