import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { autoLeads, touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { webhookItems, webhookPosts } from '#db/schema/webhooks.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { Ctx } from '#domain/ctx.ts';
import { workOffWebhooks } from '#domain/webhooks/work-off.ts';
import { makeWorkspace, type TestWorkspace } from './workspace.ts';

let made = 0;

/** A workspace with a number, where messages become leads unless told otherwise. */
export type Shop = TestWorkspace & {
  statusId: number;
  originId: number;
  numberId: number;
  phoneNumberId: string;
  accountId: string;
};

/** In a workspace of its own, unless one is given. */
export async function makeShop(
  db: Db,
  settings: Partial<typeof autoLeads.$inferInsert> = {},
  given?: TestWorkspace,
): Promise<Shop> {
  const workspace = given ?? (await makeWorkspace(db));
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('WhatsApp');
  await db
    .insert(autoLeads)
    .values({ workspaceId: workspace.id, isOn: true, statusId, originId, ...settings });
  const accountId = `70${++made}`;
  return { ...workspace, statusId, originId, accountId, ...(await addNumber(db, workspace.id, accountId)) };
}

async function addNumber(db: Db, workspaceId: number, accountId: string) {
  const phoneNumberId = `9${process.pid}${++made}`;
  const [number] = await db
    .insert(whatsappNumbers)
    .values({
      workspaceId,
      phoneNumberId,
      accountId,
      displayPhone: `551130${String(made).padStart(6, '0')}`,
      verifiedName: 'Empresa de teste',
      provenAt: new Date(),
      templatesSyncedAt: new Date(),
      token: 'x',
    })
    .returning({ id: whatsappNumbers.id });
  if (!number) throw new Error('no number');
  return { numberId: number.id, phoneNumberId };
}

type Json = Record<string, unknown>;
type Told = { contacts?: Json[]; messages?: Json[]; statuses?: Json[]; errors?: Json[] };

/** One change of Meta's for the shop's number. */
export function changeOf({ phoneNumberId }: { phoneNumberId: string }, told: Json, field = 'messages'): Json {
  const metadata = { display_phone_number: '551130000000', phone_number_id: phoneNumberId };
  return { field, value: { messaging_product: 'whatsapp', metadata, ...told } };
}

export function envelope(accountId: string, changes: Json[]): Json {
  return { object: 'whatsapp_business_account', entry: [{ id: accountId, changes }] };
}

/** A post that tells one thing of the shop's number. */
export function postOf(shop: Shop, told: Told | Json, field = 'messages'): Json {
  return envelope(shop.accountId, [changeOf(shop, told, field)]);
}

/** A person's message; whom it names is up to `who`. */
export function messageOf(
  who: { phone?: string; userId?: string; name?: string; username?: string },
  message: Json = {},
): Told {
  const { phone, userId, name, username } = who;
  const profile = { ...(name !== undefined && { name }), ...(username && { username }) };
  return {
    contacts: [{ profile, ...(phone && { wa_id: phone }), ...(userId && { user_id: userId }) }],
    messages: [
      {
        ...(phone && { from: phone }),
        ...(userId && { from_user_id: userId }),
        id: `wamid.T${process.pid}.${++made}`,
        timestamp: '1790000000',
        type: 'text',
        text: { body: 'Olá' },
        ...message,
      },
    ],
  };
}

/** Stores posts as the web process does. */
export async function storePosts(db: Db, ...posts: unknown[]): Promise<void> {
  const bodies = posts.map((post) => ({ body: Buffer.from(JSON.stringify(post)) }));
  await db.insert(webhookPosts).values(bodies);
}

/** Works off everything that is stored, as so many workers would. */
export async function workOff(db: Db, workers = 1): Promise<void> {
  const { signal } = new AbortController();
  const work = async () => {
    while ((await workOffWebhooks(db, signal)).isMore);
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** Stores posts and works them off. */
export async function receive(db: Db, ...posts: unknown[]): Promise<void> {
  await storePosts(db, ...posts);
  await workOff(db);
}

const of = (ctx: Ctx) => sql`workspace_id = ${ctx.workspace.id}`;
export const contactsOf = (ctx: Ctx) => ctx.db.select().from(contacts).where(of(ctx)).orderBy(contacts.id);
export const messagesOf = (ctx: Ctx) => ctx.db.select().from(messages).where(of(ctx)).orderBy(messages.id);
export const touchesOf = (ctx: Ctx) => ctx.db.select().from(touches).where(of(ctx)).orderBy(touches.id);
export const talksOf = (ctx: Ctx) =>
  ctx.db.select().from(conversations).where(of(ctx)).orderBy(conversations.id);
export const itemsOf = (ctx: Ctx) =>
  ctx.db.select().from(webhookItems).where(of(ctx)).orderBy(webhookItems.id);
