import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { parseContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import { findAnswer } from './do-wait.ts';
import type { StepResult } from './step-result.ts';
import type { StepOf } from './types.ts';
import type { Work } from './work.ts';

/** Takes one way or the other. */
export async function doBranch(work: Work, { question }: StepOf<'branch'>): Promise<StepResult> {
  const isSo =
    question.kind === 'answered' ? await isAnswered(work) : await isMatching(work, question.filter);
  const taken = isSo ? 'then' : 'otherwise';
  return { is: 'done', input: { ...question }, output: { taken }, taken };
}

async function isAnswered(work: Work): Promise<boolean> {
  const { waitsSince, startedAt } = work.run;
  return (await findAnswer(work, waitsSince ?? startedAt)) !== null;
}

async function isMatching({ tx, run, now }: Work, filter: string): Promise<boolean> {
  const resolved = await resolveFilter(tx, parseContactFilter({ filter }), now);
  const [found] = await tx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(contactFilterWhere(tx, resolved), eq(contacts.id, run.contactId)));
  return found !== undefined;
}
