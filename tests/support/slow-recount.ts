import { isOptOut } from '#domain/consents/opt-out-words.ts';
import type { Ctx } from '#domain/ctx.ts';
import { OPT_OUT_WORDS } from '#domain/whatsapp/settings.ts';
import { contactsOf, messagesOf, talksOf } from './webhook.ts';

const newest = (moments: Date[]) =>
  moments.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
const oldest = (moments: Date[]) =>
  moments.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
const second = (at: Date) => Math.floor(at.getTime() / 1_000);

/** What every conversation of a workspace tells, and what it would tell if it were read from its messages one by one; `seen`: those that somebody has looked at. */
export async function recountSlowly(ctx: Ctx, seen: ReadonlySet<number>) {
  const [talks, messages] = [await talksOf(ctx), await messagesOf(ctx)];
  const told = talks.map(
    ({ id, contactId, unread, waitingSince, lastInboundAt, lastOutboundAt, lastMessageAt }) => ({
      id,
      contactId,
      ...{ unread, waitingSince, lastInboundAt, lastOutboundAt, lastMessageAt },
    }),
  );
  const counted = talks.map(({ id, contactId }) => {
    const all = messages.filter((one) => one.conversationId === id);
    const theirs = all.filter(({ direction }) => direction === 'in');
    const answers = all.filter(
      ({ direction, state }) => direction === 'out' && state !== 'cancelled' && state !== 'failed',
    );
    const silences = theirs.filter(({ body }) => isOptOut(body, OPT_OUT_WORDS));
    const isWaiting = ({ at, receivedAt }: (typeof all)[number]) =>
      answers.every(
        (answer) => answer.runId !== null || (second(at) >= second(answer.at) && receivedAt > answer.at),
      ) && silences.every((silence) => at > silence.at);
    const moments = (some: typeof all) => some.map(({ at }) => at);
    return {
      id,
      contactId: all[0]?.contactId ?? contactId,
      unread: theirs.filter((one) => !seen.has(one.id)).length,
      waitingSince: oldest(moments(theirs.filter(isWaiting))),
      lastInboundAt: newest(moments(theirs)),
      lastOutboundAt: newest(moments(answers)),
      lastMessageAt: newest(moments(all)),
    };
  });
  return { told, counted };
}

/** When each contact that ever wrote did so last, as it tells, and as its messages do. */
export async function recountContacts(ctx: Ctx) {
  const messages = (await messagesOf(ctx)).filter(({ direction }) => direction === 'in');
  const all = await contactsOf(ctx);
  return {
    told: all.map(({ id, lastMessageAt }) => [id, lastMessageAt]),
    counted: all.map(({ id }) => [
      id,
      newest(messages.filter(({ contactId }) => contactId === id).map(({ at }) => at)),
    ]),
  };
}
