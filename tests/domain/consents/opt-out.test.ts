import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { optIn, optOut } from '#domain/consents/opt-out.ts';
import { whyNotMessage } from '#domain/consents/why-not-message.ts';
import { inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
const reason = 'Respondeu SAIR';

beforeAll(async () => {
  desk = await makeDesk(db());
});

const make = () => makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
const kindsOf = async (id: number) => (await contactEventsOf(desk.admin, id)).map(({ kind }) => kind);

test('whoever opts out is not messaged any more; once is enough', async () => {
  const id = await make();
  expect(await whyNotMessage(desk.sales, id)).toBeNull();
  await Promise.all([optOut(desk.sales, { id, reason }), optOut(desk.sales, { id, reason })]);
  expect(await whyNotMessage(desk.sales, id)).toBe('opted_out');
  expect(await contactRow(desk.admin, id)).toMatchObject({ version: 2, optedOutAt: expect.any(Date) });
  expect(await kindsOf(id)).toEqual(['contact.created', 'contact.opted_out']);
  expect((await contactEventsOf(desk.admin, id)).at(-1)).toMatchObject({
    after: { reason },
    actorId: userIdOf(desk.sales),
  });
});

test('admins and managers may write down that they are back; sales staff may not', async () => {
  const id = await make();
  await optOut(desk.sales, { id, reason });
  await refused(optIn(desk.sales, { id, reason }), 'forbidden');
  await optIn(desk.manager, { id, reason: 'Escreveu pedindo ofertas' });
  expect(await whyNotMessage(desk.sales, id)).toBeNull();
  await optIn(desk.admin, { id, reason: 'De novo' });
  expect(await kindsOf(id)).toEqual(['contact.created', 'contact.opted_out', 'contact.opted_in']);
});

describe('refused', () => {
  test.each([undefined, '', '  ', 'x'.repeat(501)])('the reason %j', async (given) => {
    const id = await make();
    const error = await refused(optOut(desk.admin, { id, reason: given }), 'invalid');
    expect(error.fields.reason).toBeDefined();
  });

  test('another workspace’s contact and a missing one', async () => {
    const id = await make();
    const theirs = await makeDesk(db());
    for (const verb of [optOut, optIn]) {
      await refused(verb(theirs.admin, { id, reason }), 'not_found');
      await refused(verb(desk.admin, { id: 999_999, reason }), 'not_found');
    }
    expect(await whyNotMessage(theirs.admin, id)).toBe('gone');
  });
});

test('an opt-out waits for a message that is being sent, and no message follows it', async () => {
  const id = await make();
  const order: string[] = [];
  let optingOut: Promise<unknown> = Promise.resolve();
  await inTransaction(desk.admin, async (tx) => {
    expect(await whyNotMessage(tx, id)).toBeNull();
    optingOut = optOut(desk.sales, { id, reason }).then(() => order.push('opted out'));
    await tx.db.execute(sql`select pg_sleep(0.2)`);
    order.push('sent');
  });
  await optingOut;
  expect(order).toEqual(['sent', 'opted out']);
  expect(await whyNotMessage(desk.admin, id)).toBe('opted_out');
});
