import { randomUUID } from 'node:crypto';
import { authorize } from '../authorize.ts';
import { handOverContacts } from '../contacts/hand-over.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { handOverTasks } from '../tasks/hand-over.ts';
import { handOverInput } from './input.ts';
import { lockMembers } from './internal.ts';
import { mayReceive } from './rules.ts';

/**
 * Gives all contacts and open tasks of a member, active or not, to another active one, or to nobody (`contactsTo` null). Returns how many contacts.
 * @throws `in_use` with `details: { reason: 'bad_target' }`, `not_found`, `forbidden`.
 */
export async function handOverMember(ctx: Ctx, input: unknown): Promise<{ movedTotal: number }> {
  authorize(ctx, 'member.manage');
  const { userId, contactsTo } = parseInput(handOverInput, input);
  return inTransaction(ctx, async (tx) => {
    const members = await lockMembers(tx);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound();
    if (!mayReceive(members, member, contactsTo)) {
      throw new DomainError('in_use', { details: { reason: 'bad_target' } });
    }
    return { movedTotal: await recordHandOver(tx, userId, contactsTo, randomUUID()) };
  });
}

/** The hand-over itself with its one event, inside the caller's transaction; nothing to hand over, nothing recorded. */
export async function recordHandOver(
  ctx: Ctx,
  fromId: number,
  toId: number | null,
  changeId: string,
): Promise<number> {
  authorize(ctx, 'member.manage');
  const movedTotal = await handOverContacts(ctx, { fromId, toId, changeId });
  await handOverTasks(ctx, { fromId, toId, changeId });
  if (movedTotal > 0) {
    await recordWorkspaceEvent(ctx, {
      subject: 'member',
      subjectId: fromId,
      kind: 'member.contacts_handed_over',
      after: { contactsTo: toId, movedTotal },
      changeId,
    });
  }
  return movedTotal;
}
