import { sql } from 'drizzle-orm';
import { lengthOf } from '#lib/text.ts';
import { moveToStatus } from '../contacts/move-to-status.ts';
import { NOTES_MAX } from '../contacts/rules.ts';
import { updateContact } from '../contacts/update.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { addToGroup } from '../groups/add-to-group.ts';
import { removeFromGroup } from '../groups/remove-from-group.ts';
import { failed, type StepResult } from './step-result.ts';
import type { StepOf } from './types.ts';
import { filler, type Work } from './work.ts';

type Seen = { version: number; statusId: number; notes: string };

/** Somebody who edits the contact at the same moment is not overwritten: the step looks again. */
const TRIES = 5;

/** Moves the contact to a status. Where it is there already, nothing is written. */
export async function doStatus(work: Work, { statusId }: StepOf<'status'>): Promise<StepResult> {
  const { before } = await change(work, (tx, seen, id) =>
    moveToStatus(tx, { id, version: seen.version, statusId }),
  );
  return { is: 'done', input: { statusId }, output: { fromStatusId: before.statusId } };
}

/** Changes facts of the contact as a form would. */
export async function doUpdate(work: Work, facts: Record<string, unknown>): Promise<StepResult> {
  const { before, version } = await change(work, (tx, seen, id) =>
    updateContact(tx, { id, version: seen.version, ...facts }),
  );
  return { is: 'done', input: facts, output: { isChanged: version !== before.version } };
}

/** Answers, or empties, a custom field. */
export async function doField(work: Work, { fieldId, value }: StepOf<'field'>): Promise<StepResult> {
  const fill = await filler(work, [typeof value === 'string' ? value : '']);
  const filled = typeof value === 'string' ? fill(value) : value;
  return doUpdate(work, { fields: { [fieldId]: filled } });
}

/** Writes below the contact's notes. */
export async function doNote(work: Work, { text }: StepOf<'note'>): Promise<StepResult> {
  const fill = await filler(work, [text]);
  const note = fill(text).trim();
  if (note === '') return failed('required');
  const tooLong = (seen: Seen) => lengthOf(seen.notes) + lengthOf(note) + 2 > NOTES_MAX;
  const { before } = await change(
    work,
    async (tx, seen, id) => (tooLong(seen) ? seen : append(tx, id, seen, note)),
    // To whoever did not see it, the same note written in the same moment by somebody else would be its own.
    { isLocking: true },
  );
  return tooLong(before)
    ? { ...failed('too_long'), input: { text: note } }
    : { is: 'done', input: { text: note } };
}

function append(tx: Ctx, id: number, { version, notes }: Seen, note: string) {
  return updateContact(tx, { id, version, notes: notes === '' ? note : `${notes}\n\n${note}` });
}

/** Puts the contact into a group, or takes it out of one. */
export async function doGroup(work: Work, step: StepOf<'group_add' | 'group_remove'>): Promise<StepResult> {
  const { kind, groupId } = step;
  const change = { groupId, contactIds: [work.run.contactId] };
  const changed =
    kind === 'group_add'
      ? (await addToGroup(work.tx, change)).addedIds
      : (await removeFromGroup(work.tx, change)).removedIds;
  return { is: 'done', input: { groupId }, output: { isChanged: changed.length > 0 } };
}

async function change(
  { tx, run }: Work,
  act: (tx: Ctx, seen: Seen, id: number) => Promise<{ version: number }>,
  { isLocking = false } = {},
): Promise<{ before: Seen; version: number }> {
  for (let tried = 1; ; tried++) {
    // Locked only once it had to be: statuses and origins are locked before contacts elsewhere.
    const before = await see(tx, run.contactId, isLocking || tried > 1);
    try {
      const { version } = await inTransaction(tx, (inner) => act(inner, before, run.contactId));
      return { before, version };
    } catch (error) {
      const isStale = error instanceof DomainError && error.code === 'stale';
      if (!isStale || tried === TRIES) throw error;
    }
  }
}

async function see(tx: Ctx, id: number, isLocking: boolean): Promise<Seen> {
  const [row] = await tx.db.execute<Omit<Seen, 'statusId'> & { statusId: string }>(sql`
    select version, status_id as "statusId", notes from contacts
    where workspace_id = ${tx.workspace.id} and id = ${id}
    ${isLocking ? sql`for no key update` : sql``}`);
  if (!row) throw notFound();
  return { ...row, statusId: Number(row.statusId) };
}
