import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Db, Tx } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { setupTokens } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { type Ctx, makeCtx } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { passwordProblem } from '../members/password-rules.ts';
import { createOrigin } from '../origins/create.ts';
import { openSession } from '../sessions/open.ts';
import { hashPassword } from '../sessions/password.ts';
import { createStatus } from '../statuses/create.ts';
import { EXAMPLE_ORIGINS, EXAMPLE_STATUSES } from './examples.ts';
import { setupInput } from './input.ts';
import { isSetUp, isSetupToken } from './state.ts';

type Facts = z.output<typeof setupInput>;

/** Of two who finish at the same instant, one is the first. */
const LOCK = 7_246_003;

/**
 * Makes the first workspace with its first admin, and signs them in. Works once, with a token that the server printed.
 * @throws `not_found` when the token is not one, or there is a user already; `invalid` (workspaceName, name, email, password as elsewhere;
 * statuses: status_needed).
 */
export async function setUp(
  db: Db,
  { token, form }: { token: unknown; form: unknown },
  now = new Date(),
): Promise<{ sessionToken: string }> {
  if (!(await isSetupToken(db, token)) || (await isSetUp(db))) throw notFound();
  const facts = parseInput(setupInput, form);
  refuse(facts);
  const passwordHash = await hashPassword(facts.password);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    if (!(await isSetupToken(tx, token)) || (await isSetUp(tx))) throw notFound();
    const { ctx, userId } = await found(tx, facts, passwordHash);
    await addExamples(ctx, facts);
    await tx.delete(setupTokens);
    return { sessionToken: await openSession(tx, { userId, workspaceId: ctx.workspace.id }, now) };
  });
}

function refuse({ password, email, statuses }: Facts): void {
  const problem = passwordProblem(password, email);
  if (problem) throw new DomainError('invalid', { fields: { password: problem } });
  const hasOpen = EXAMPLE_STATUSES.some(({ key, kind }) => kind === 'open' && statuses.includes(key));
  if (!hasOpen) throw invalidField('statuses', 'status_needed');
}

async function found(tx: Tx, facts: Facts, passwordHash: string): Promise<{ ctx: Ctx; userId: number }> {
  const { workspaceName, locale, email, name } = facts;
  const [workspace] = await tx.insert(workspaces).values({ name: workspaceName, locale }).returning();
  const [user] = await tx.insert(users).values({ email, name, passwordHash }).returning({ id: users.id });
  if (!workspace || !user) throw new Error('insert returned nothing');
  await tx.insert(memberships).values({ workspaceId: workspace.id, userId: user.id, role: 'admin' });
  const ctx = makeCtx({ db: tx, workspace, actor: { kind: 'member', userId: user.id, role: 'admin' } });
  await recordWorkspaceEvent(ctx, {
    subject: 'workspace',
    subjectId: workspace.id,
    kind: 'workspace.created',
    after: { name: workspace.name },
  });
  return { ctx, userId: user.id };
}

async function addExamples(ctx: Ctx, { statuses, origins, locale }: Facts): Promise<void> {
  for (const { key, names, colour, kind } of EXAMPLE_STATUSES) {
    if (statuses.includes(key)) await createStatus(ctx, { name: names[locale], colour, kind });
  }
  for (const { key, names } of EXAMPLE_ORIGINS) {
    if (origins.includes(key)) await createOrigin(ctx, { name: names[locale], isDifferent: true });
  }
}
