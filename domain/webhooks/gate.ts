import { desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { remember } from '#lib/remember.ts';
import { readAutoLead } from '../auto-lead/read.ts';
import type { AutoLead } from '../auto-lead/types.ts';
import { type Ctx, makeCtx, type WorkspaceFacts } from '../ctx.ts';
import { readWhatsappSettings } from '../whatsapp/settings.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

/** A number of ours, connected or once connected. */
export type OwnNumber = { id: number; phoneNumberId: string; displayPhone: string };

/** What is asked of a workspace for each thing that a webhook tells. */
type Facts = {
  workspace: WorkspaceFacts;
  autoLead: AutoLead;
  optOutWords: string[];
  numbers: OwnNumber[];
};

/** A workspace as a webhook acts in it. */
export type Desk = Omit<Facts, 'workspace'> & { ctx: Ctx };

/** Changes of settings count from then on. */
const SECONDS = 2;

export type Gate = (tx: Tx, workspaceId: number) => Promise<Desk | null>;

/**
 * Makes the ctx in which what a webhook told is done: its signature has proved the sender, its number or account has named the workspace. Facts
 * of a workspace are read once for many items.
 */
export function openGate(): Gate {
  const held = new Map<string, { value: Promise<Facts | null>; until: number }>();
  return async (tx, workspaceId) => {
    const facts = await remember(held, String(workspaceId), SECONDS, () => readFacts(tx, workspaceId));
    return facts && { ...facts, ctx: ctxOf(tx, facts.workspace) };
  };
}

function ctxOf(db: Tx, workspace: WorkspaceFacts): Ctx {
  return makeCtx({ db, workspace, actor: { kind: 'webhook' } });
}

async function readFacts(tx: Tx, workspaceId: number): Promise<Facts | null> {
  const [workspace] = await tx.select(workspaceFacts).from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!workspace) return null;
  const ctx = ctxOf(tx, workspace);
  const { optOutWords } = await readWhatsappSettings(ctx);
  return { workspace, autoLead: await readAutoLead(ctx), optOutWords, numbers: await readNumbers(ctx) };
}

/** Those that are connected come first: a number may have been disconnected and connected again. */
function readNumbers({ db, workspace }: Ctx): Promise<OwnNumber[]> {
  const { id, phoneNumberId, displayPhone, disconnectedAt } = whatsappNumbers;
  return db
    .select({ id, phoneNumberId, displayPhone })
    .from(whatsappNumbers)
    .where(eq(whatsappNumbers.workspaceId, workspace.id))
    .orderBy(desc(isNull(disconnectedAt)), desc(id));
}
