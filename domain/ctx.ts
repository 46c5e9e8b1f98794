import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { isDeadlock } from '#db/errors.ts';
import type { Locale, Role, SalesScope } from '#db/values.ts';

declare const gate: unique symbol;

export type Actor =
  | { kind: 'member'; userId: number; role: Role }
  | { kind: 'automation'; runId: number }
  | { kind: 'import' | 'webhook' | 'api_key' | 'system' };

export type WorkspaceFacts = {
  id: number;
  name: string;
  locale: Locale;
  /** ISO 3166-1 alpha-2, for phones typed without a country. */
  country: string;
  /** IANA name. */
  timeZone: string;
  salesScope: SalesScope;
};

/**
 * Who acts, in which workspace, on which connection. The brand means that only the gates (`domain/sessions/resolve.ts` for people,
 * `systemCtx` for the product itself) can make one: a verb that forgot its gate does not compile.
 */
export type Ctx = {
  readonly [gate]: true;
  readonly db: Db | Tx;
  readonly workspace: WorkspaceFacts;
  readonly actor: Actor;
};

/** For gates only: turns checked facts into a ctx. */
export function makeCtx(facts: { db: Db | Tx; workspace: WorkspaceFacts; actor: Actor }): Ctx {
  return facts as Ctx;
}

/** A ctx for the product's own work in one workspace: jobs, command line, seed. */
export function systemCtx(db: Db, workspace: WorkspaceFacts): Ctx {
  return makeCtx({ db, workspace, actor: { kind: 'system' } });
}

/** A ctx for a step of an automation's run: every event that its transactions write bears the run, so that chains are known and end. */
export function automationCtx(db: Db, workspace: WorkspaceFacts, runId: number): Ctx {
  return makeCtx({ db, workspace, actor: { kind: 'automation', runId } });
}

const TRIES = 4;

/**
 * Runs `work` in one transaction (a savepoint if one is open); everything inside must use the ctx it is given. Chosen by the database to give
 * way in a deadlock, the outermost one waits a moment and runs again: nothing of the first try is left.
 */
export async function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const isOutermost = !('rollback' in ctx.db);
  for (let tried = 1; ; tried++) {
    try {
      return await ctx.db.transaction(async (tx) => {
        if (isOutermost) await nameRun(tx, ctx.actor);
        return work({ ...ctx, db: tx });
      });
    } catch (error) {
      if (!isOutermost || tried === TRIES || !isDeadlock(error)) throw error;
      // At once it could take the same lock before the one that it gave way to.
      await sleep(tried * 50 + Math.random() * 50);
    }
  }
}

/** Read by the default of `contact_events.run_id`, until the transaction ends. */
async function nameRun(tx: Tx, actor: Actor): Promise<void> {
  if (actor.kind === 'automation')
    await tx.execute(sql`select set_config('chat_bot.run', ${String(actor.runId)}, true)`);
}

/** The acting member's user id, or null when the product itself acts. */
export function actorId(ctx: Ctx): number | null {
  return ctx.actor.kind === 'member' ? ctx.actor.userId : null;
}
