import { eq, sql } from 'drizzle-orm';
import { whatsappSettings } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { settingsInput } from './settings-input.ts';

/** What people write in Portuguese, Spanish and English to be left alone. */
export const OPT_OUT_WORDS: readonly string[] = [
  'SAIR',
  'PARAR',
  'PARE',
  'STOP',
  'CANCELAR',
  'CANCELAR INSCRIÇÃO',
  'REMOVER',
  'DESCADASTRAR',
  'DESINSCREVER',
  'BAJA',
  'DARSE DE BAJA',
  'UNSUBSCRIBE',
];

const KEEP_EVENTS_DAYS = 30;

export type WhatsappSettings = {
  /** A person whose whole message is one of these is not written to again. */
  optOutWords: string[];
  /** Raw webhooks are deleted after so many days. */
  keepEventsDays: number;
  /** 0 while nobody has changed anything. */
  version: number;
};

/**
 * How the workspace deals with WhatsApp, the product's defaults filled in.
 * @throws `forbidden`.
 */
export async function readWhatsappSettings(ctx: Ctx): Promise<WhatsappSettings> {
  authorize(ctx, 'conversation.read');
  const [kept] = await ctx.db
    .select()
    .from(whatsappSettings)
    .where(eq(whatsappSettings.workspaceId, ctx.workspace.id));
  return {
    optOutWords: kept?.optOutWords ?? [...OPT_OUT_WORDS],
    keepEventsDays: kept?.keepEventsDays ?? KEEP_EVENTS_DAYS,
    version: kept?.version ?? 0,
  };
}

/**
 * Changes how the workspace deals with WhatsApp. A save that changes nothing writes nothing.
 * @throws `stale` when somebody else changed it since; `invalid` (optOutWords: required, too_many_words, too_long, bad_characters;
 * keepEventsDays: bad_days); `forbidden`.
 */
export async function updateWhatsappSettings(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'whatsapp.manage');
  const facts = parseInput(settingsInput, input);
  await inTransaction(ctx, async (tx) => {
    const { version, ...current } = await lockSettings(tx);
    if (version !== facts.version) throw new DomainError('stale');
    const wanted = { optOutWords: facts.optOutWords, keepEventsDays: facts.keepEventsDays };
    const before = Object.fromEntries(
      Object.entries(current).filter(([name, value]) => !isSame(value, wanted[name as keyof typeof wanted])),
    );
    if (Object.keys(before).length === 0) return;
    await write(tx, wanted);
    await recordWorkspaceEvent(tx, {
      subject: 'workspace',
      subjectId: tx.workspace.id,
      kind: 'whatsapp.updated',
      before,
      after: Object.fromEntries(
        Object.keys(before).map((name) => [name, wanted[name as keyof typeof wanted]]),
      ),
    });
  });
}

/** There may be no row to lock yet: whoever else writes the first one waits here all the same. */
async function lockSettings(ctx: Ctx): Promise<WhatsappSettings> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('whatsapp_settings', ${ctx.workspace.id}))`,
  );
  return readWhatsappSettings(ctx);
}

async function write(ctx: Ctx, wanted: Omit<WhatsappSettings, 'version'>): Promise<void> {
  // The product's own list stays the product's, so that words added to it later count here too.
  const optOutWords = isSame(wanted.optOutWords, OPT_OUT_WORDS) ? null : wanted.optOutWords;
  const facts = { optOutWords, keepEventsDays: wanted.keepEventsDays };
  await ctx.db
    .insert(whatsappSettings)
    .values({ workspaceId: ctx.workspace.id, ...facts })
    .onConflictDoUpdate({
      target: whatsappSettings.workspaceId,
      set: { ...facts, version: sql`${whatsappSettings.version} + 1`, updatedAt: sql`now()` },
    });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
