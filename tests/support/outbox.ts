import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach } from 'vitest';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { sendMessage } from '#domain/conversations/send.ts';
import { workOutbox } from '#domain/conversations/work-outbox.ts';
import { useDatabase } from './connect.ts';
import { makeContact } from './contact.ts';
import { useMeta } from './meta.ts';
import { DEMO_NUMBER, makeNumber, receive } from './talk.ts';
import { makeWorkspace, type TestWorkspace } from './workspace.ts';

/** What each test of sending begins with: a workspace with one number that the stand-in for Meta knows, and nothing else to be sent. */
type Outbox = {
  workspace: TestWorkspace;
  place: { statusId: number; originId: number };
  numberId: number;
};

/** A database, the stand-in, and what tests of sending do; `now` is filled anew before each test. */
export function useOutbox() {
  const { db, url } = useDatabase();
  const { meta } = useMeta();
  const now = {} as Outbox;
  beforeEach(async () => {
    await db().update(whatsappNumbers).set({ disconnectedAt: new Date() });
    await db().update(messages).set({ state: 'cancelled' }).where(eq(messages.state, 'queued'));
    const workspace = await makeWorkspace(db());
    const place = {
      statusId: await workspace.addStatus('Novo'),
      originId: await workspace.addOrigin('Site'),
    };
    const numberId = await makeNumber(workspace.admin, { phoneNumberId: DEMO_NUMBER });
    Object.assign(now, { workspace, place, numberId });
    meta().calls.length = 0;
  });
  return {
    db,
    url,
    meta,
    now,
    work: () => workOutbox(db(), new AbortController().signal),
    say: (contactId: number, text: string) =>
      sendMessage(now.workspace.sales, {
        contactId,
        numberId: now.numberId,
        text,
        requestId: randomUUID(),
      }),
    /** The person may be written to again at once. */
    breathe: () => db().update(conversations).set({ lastSendAt: sql`now() - interval '7 seconds'` }),
    stateOf: async (id: number) => {
      const [message] = await db().select().from(messages).where(eq(messages.id, id));
      if (!message) throw new Error('no message');
      return message;
    },
    told: () => meta().calls.map(({ body }) => (body as { text?: { body: string } }).text?.body),
    /** A contact who has just written. */
    writer: async (): Promise<number> => {
      const contactId = await makeContact(now.workspace.admin, now.place);
      await receive(now.workspace.admin, { contactId, numberId: now.numberId });
      return contactId;
    },
  };
}
