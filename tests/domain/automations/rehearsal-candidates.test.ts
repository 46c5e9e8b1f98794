import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { rehearse } from '#domain/automations/rehearse.ts';
import type { Step } from '#domain/automations/types.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { ago, DAY, definitionOf, HOUR, happened, moved, putAutomation } from '../../support/rehearsal.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

useMeta();
const { db } = useDatabase();
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(db());
});

const note: Step = { key: 'n', kind: 'note', text: 'Oi' };

describe('triggers of time and of saved filters', () => {
  test('days in a status: those who stay, and those who stayed long enough before they left', async () => {
    const stays = await moved(desk, ago(10 * DAY));
    await moved(desk, ago(2 * DAY));
    const left = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
    await happened(desk.admin, left, {
      kind: 'contact.status_changed',
      at: ago(DAY),
      before: { statusId: desk.contatado, statusSince: ago(9 * DAY) },
      after: { statusId: desk.novo },
    });
    const trigger = { kind: 'days_in_status' as const, statusIds: [desk.contatado], days: 5 };
    const id = await putAutomation(desk.admin, definitionOf(trigger, [note]));
    const { starts } = await rehearse(desk.admin, { id });
    expect(starts.map(({ contactId }) => contactId)).toEqual([stays, left]);
  });

  test('no answer from us: from their first message on, and not where we wrote in time', async () => {
    const numberId = await makeNumber(desk.admin);
    const waiting = await moved(desk, ago(20 * DAY));
    await receive(desk.admin, { contactId: waiting, numberId, at: ago(3 * DAY) });
    await receive(desk.admin, { contactId: waiting, numberId, at: ago(2 * DAY) });
    const fresh = await moved(desk, ago(20 * DAY));
    await receive(desk.admin, { contactId: fresh, numberId, at: ago(HOUR) });
    const trigger = { kind: 'no_answer_from_us' as const, hours: 4, inWorkingTime: false };
    const id = await putAutomation(desk.admin, definitionOf(trigger, [note]));
    const { starts } = await rehearse(desk.admin, { id });
    expect(starts).toMatchObject([{ contactId: waiting }]);
    expect(Math.abs((starts[0]?.at ?? 0) - ago(3 * DAY - 4 * HOUR).getTime())).toBeLessThan(60_000);
  });

  test('joining a saved filter is found where something happened', async () => {
    const joins = await moved(desk, ago(3 * DAY));
    const [segment] = await db().execute<{ id: string }>(sql`
      insert into segments (workspace_id, name, name_key, query, owner_id, is_shared)
      values (${desk.id}, 'S', 's', ${`filter=all(status.is:${desk.contatado})`},
        ${desk.admin.actor.kind === 'member' ? desk.admin.actor.userId : 0}, true) returning id`);
    const trigger = { kind: 'segment_joined' as const, segmentId: Number(segment?.id) };
    const id = await putAutomation(desk.admin, definitionOf(trigger, [note]));
    const { starts } = await rehearse(desk.admin, { id });
    expect(starts.map(({ contactId }) => contactId)).toContain(joins);
    const leaving = definitionOf({ ...trigger, kind: 'segment_left' }, [note]);
    const other = await putAutomation(desk.admin, leaving, { name: 'Sai' });
    expect(
      (await rehearse(desk.admin, { id: other })).starts.filter(({ contactId }) => contactId === joins),
    ).toEqual([]);
  });

  test('words, the first message ever, and one after a silence', async () => {
    const numberId = await makeNumber(desk.admin);
    const id = await moved(desk, ago(29 * DAY));
    const say = async (body: string, at: Date) => {
      const { messageId } = await receive(desk.admin, { contactId: id, numberId, at, body });
      await db().execute(sql`update messages set received_at = at where id = ${messageId}`);
      await happened(desk.admin, id, { kind: 'contact.message_received', at, after: { messageId } });
    };
    await say('Olá', ago(20 * DAY));
    await say('Qual o PREÇO?', ago(20 * DAY - HOUR));
    await say('Voltei', ago(2 * DAY));
    const found = async (which: 'contains' | 'first' | 'after_silence') => {
      const trigger = { kind: 'message_received' as const, which, texts: ['preco'], hours: 48 };
      const made = await putAutomation(desk.admin, definitionOf(trigger, [note]), { name: which });
      return (await rehearse(desk.admin, { id: made })).starts.map(({ at }) =>
        Math.round((Date.now() - at) / HOUR),
      );
    };
    expect(await found('contains')).toEqual([20 * 24 - 1]);
    expect(await found('first')).toEqual([20 * 24]);
    expect(await found('after_silence')).toEqual([48]);
  });
});
