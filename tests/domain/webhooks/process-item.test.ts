import { expect, test } from 'vitest';
import { readContent } from '#domain/conversations/content.ts';
import { useDatabase } from '../../support/connect.ts';
import {
  contactsOf,
  itemsOf,
  makeShop,
  messageOf,
  messagesOf,
  postOf,
  receive,
  talksOf,
  touchesOf,
} from '../../support/webhook.ts';
import { MESSAGE_KINDS } from './message-kinds.ts';

const { db } = useDatabase();

test.each(Object.entries(MESSAGE_KINDS))('a message: %s', async (_name, kind) => {
  const shop = await makeShop(db());
  const person = kind.person ?? { phone: '5511988880000', name: 'Maria' };
  const told = messageOf(person, { text: undefined, ...kind.message });
  await receive(db(), postOf(shop, { ...told, ...(kind.errors && { errors: kind.errors }) }));
  expect((await itemsOf(shop.admin)).map(({ outcome }) => outcome)).toEqual([kind.outcome]);
  expect(await contactsOf(shop.admin)).toHaveLength(kind.leads);
  expect(await touchesOf(shop.admin)).toHaveLength(kind.leads);
  const messages = await messagesOf(shop.admin);
  expect(messages).toHaveLength(kind.leads);
  expect(await talksOf(shop.admin)).toHaveLength(kind.leads);
  const [message] = messages;
  if (!message) return;
  expect(message.body).toBe(kind.body);
  expect(readContent(message.type, message.content)).toMatchObject(kind.content ?? {});
});

const OTHERS: [string, string, Record<string, unknown>, string, string | null][] = [
  ...(['sent', 'delivered', 'read', 'played', 'failed'] as const).map(
    (status): [string, string, Record<string, unknown>, string, string | null] => [
      `state ${status}`,
      'messages',
      {
        contacts: [{ wa_id: '5511988880000', user_id: 'BR.1', profile: { name: 'Maria' } }],
        statuses: [
          {
            id: 'wamid.elsewhere',
            status,
            timestamp: '1790000000',
            recipient_id: '5511988880000',
            biz_opaque_callback_data: 'not ours',
            pricing: { billable: true, category: 'service' },
            ...(status === 'failed' && { errors: [{ code: 130472, title: 'Experiment' }] }),
          },
        ],
      },
      'waiting',
      'unknown_message',
    ],
  ),
  [
    'a state of tomorrow',
    'messages',
    { statuses: [{ id: 'wamid.x', status: 'tasted', timestamp: '1790000000' }] },
    'ignored',
    'unknown_kind',
  ],
  [
    'preference resume',
    'user_preferences',
    {
      user_preferences: [
        { wa_id: '5511988880000', category: 'marketing_messages', value: 'resume', timestamp: 1_790_000_000 },
      ],
    },
    'waiting',
    'unknown_person',
  ],
  [
    'preference signup',
    'user_preferences',
    {
      user_preferences: [
        {
          user_id: 'BR.5',
          category: 'marketing_messages',
          value: 'signup',
          signup_id: '1',
          timestamp: 1_790_000_000,
        },
      ],
    },
    'waiting',
    'unknown_person',
  ],
  [
    'an id that changed',
    'user_id_update',
    { user_id_update: [{ wa_id: '5511988880000', user_id: { previous: 'BR.1', current: 'BR.2' } }] },
    'waiting',
    'unknown_person',
  ],
  [
    'what was written in the app',
    'smb_message_echoes',
    {
      message_echoes: [
        {
          from: '551130000000',
          to: '5511988880000',
          id: 'wamid.e',
          timestamp: '1790000000',
          type: 'text',
          text: { body: 'Oi' },
        },
      ],
    },
    'ignored',
    'from_ourselves',
  ],
  [
    'history',
    'history',
    { history: [{ threads: [{ messages: [{ from: '5511988880000' }] }] }] },
    'ignored',
    'not_for_leads',
  ],
  [
    'address book',
    'smb_app_state_sync',
    { state_sync: [{ contact: { phone_number: '5511988880000' } }] },
    'ignored',
    'not_for_leads',
  ],
  [
    'a template that we do not have',
    'message_template_status_update',
    { event: 'APPROVED', message_template_name: 'pedido', message_template_language: 'pt_BR' },
    'done',
    null,
  ],
  ['errors alone', 'messages', { errors: [{ code: 131000 }] }, 'ignored', 'not_for_leads'],
];

test.each(OTHERS)('never a lead: %s', async (_name, field, told, outcome, reason) => {
  const shop = await makeShop(db());
  await receive(db(), postOf(shop, told, field));
  expect((await itemsOf(shop.admin)).map((item) => [item.outcome, item.reason])).toEqual([[outcome, reason]]);
  for (const rows of [contactsOf, messagesOf, touchesOf, talksOf]) expect(await rows(shop.admin)).toEqual([]);
});
