import { and, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { SalesScope } from '#db/values.ts';
import type { Board, PackedColumn } from '#domain/pipeline/board.ts';
import type { Card, PackedCard } from '#domain/pipeline/card.ts';
import { type BoardQuery, parseBoardQuery } from '#domain/pipeline/query.ts';
import { makeContact } from '../../support/contact.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

export const makeCard = (facts: Partial<Card> & { id: number }): Card => ({
  version: 1,
  name: `Contato ${facts.id}`,
  statusId: 1,
  originId: 1,
  ownerId: 0,
  type: 'lead',
  isActive: true,
  isOptedOut: false,
  statusSince: 1_000,
  lastActivityAt: 1_000,
  createdAt: 1_000,
  lastMessageAt: 0,
  waitingSince: 0,
  ...facts,
});

/** The ids of each column, from top to bottom. */
export const layoutOf = (board: Board): Record<number, number[]> =>
  Object.fromEntries([...board.columns].map(([id, { cards }]) => [id, cards.map((card) => card.id)]));

export const totalsOf = (board: Board): Record<number, number> =>
  Object.fromEntries([...board.columns].map(([id, { total }]) => [id, total]));

export type Funnel = TestWorkspace & { novo: number; fechado: number; whatsapp: number; google: number };

/** A workspace with two columns, one of them won, and two origins. */
export async function makeFunnel(db: Db, options: { salesScope?: SalesScope } = {}): Promise<Funnel> {
  const workspace = await makeWorkspace(db, options);
  return {
    ...workspace,
    novo: await workspace.addStatus('Novo', { isDefault: true }),
    fechado: await workspace.addStatus('Fechado', { colour: '#16a34a', kind: 'won' }),
    whatsapp: await workspace.addOrigin('WhatsApp'),
    google: await workspace.addOrigin('Google Ads'),
  };
}

type Facts = Partial<typeof contacts.$inferInsert>;

/** A contact of the funnel, in Novo from WhatsApp unless told otherwise. */
export async function addTo(funnel: Funnel, facts: Facts = {}): Promise<number> {
  const { statusId = funnel.novo, originId = funnel.whatsapp, ...rest } = facts;
  const id = await makeContact(funnel.admin, { statusId, originId });
  if (Object.keys(rest).length > 0) {
    await funnel.admin.db
      .update(contacts)
      .set(rest)
      .where(and(eq(contacts.workspaceId, funnel.id), eq(contacts.id, id)));
  }
  return id;
}

export const everything: BoardQuery = parseBoardQuery({});

export const idsIn = (cards: PackedCard[]): number[] => cards.map(([id]) => id);

export const columnIn = (columns: PackedColumn[], statusId: number): PackedColumn => {
  const column = columns.find((one) => one.statusId === statusId);
  if (!column) throw new Error(`no column ${statusId}`);
  return column;
};
