import { z } from 'zod';
import { changePerson } from '../contacts/change-person.ts';
import { personKey } from '../contacts/waited-for.ts';
import type { Ctx } from '../ctx.ts';
import { type Payload, phoneOf, userIdOf } from './payload.ts';
import type { Ended } from './types.ts';

type Names = { userId: string | null; phone: string | null };
type Change = { before: Names; after: Names };

const facts = z.record(z.string(), z.unknown()).catch({});
/** What Meta writes of a changed id, where it does not say the old one by itself. */
const FROM_TO = /\bfrom ([A-Z]{2}\.[A-Za-z0-9.]+) to ([A-Z]{2}\.[A-Za-z0-9.]+)/;

/**
 * What Meta itself says in a conversation, or of a person's ids: they have another number, or another id. The contact stays the same. Never a lead. Must
 * be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applySystem(ctx: Ctx, payload: Payload): Promise<Ended> {
  const change = readChange(payload);
  if (change === 'other') return { outcome: 'ignored', reason: 'not_for_leads' };
  if (!isNamed(change.before) || !isNamed(change.after)) return { outcome: 'ignored', reason: 'unreadable' };
  const changed = await changePerson(ctx, change.before, change.after);
  if (!changed.isKnown)
    return { outcome: 'waiting', reason: 'unknown_person', waitsFor: personKey(change.before) };
  return { outcome: 'done', contactId: changed.contactId };
}

const isNamed = ({ userId, phone }: Names) => userId !== null || phone !== null;

/** Who somebody was and who they are now; `other`: it is about something else. */
function readChange({ field, value }: Payload): Change | 'other' {
  if (field === 'user_id_update') {
    const { previous, current } = facts.parse(value.user_id);
    const phone = phoneOf(value.wa_id);
    return { before: { userId: userIdOf(previous), phone }, after: { userId: userIdOf(current), phone } };
  }
  const system = facts.parse(value.system);
  const [, from, to] = FROM_TO.exec(typeof system.body === 'string' ? system.body : '') ?? [];
  if (system.type !== 'user_changed_number' && system.type !== 'user_changed_user_id') return 'other';
  return {
    before: {
      userId: userIdOf(value.from_user_id) ?? userIdOf(system.previous_user_id) ?? userIdOf(from),
      phone: phoneOf(value.from),
    },
    after: {
      userId: userIdOf(system.user_id) ?? userIdOf(to),
      phone: phoneOf(system.wa_id),
    },
  };
}
