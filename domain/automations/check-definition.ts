import { eq } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { type Cycle, findCycles, findLinks, type Link, type Linked } from './cycle-rules.ts';
import { readOffered } from './offered.ts';
import { readAutomations } from './read-automations.ts';
import { type CardProblem, problemsIn } from './rules.ts';

/** What would set what off, were the automation on among those that are. */
export type Outlook = {
  problems: CardProblem[];
  cycles: Cycle[];
  /** What this one would set off, and what sets it off. */
  links: Link[];
};

/** What stands against an automation's being on, and what it would set off. Inside whoever has authorised. */
export async function lookAhead(ctx: Ctx, one: Linked): Promise<Outlook> {
  const problems = problemsIn(one.definition, await readOffered(ctx));
  const others = (await readAutomations(ctx)).filter(({ id }) => id !== one.id);
  const all = [one, ...others];
  const queries = await segmentQueries(ctx);
  const isAbout = ({ from, to }: Link) => from.id === one.id || to.id === one.id;
  return {
    problems,
    // Those that are there without it are none of its doing.
    cycles: findCycles(all, queries).filter(({ path }) => path.some(isAbout)),
    links: findLinks(all, queries).filter(isAbout),
  };
}

/**
 * Refuses what must not be on.
 * @throws `invalid` (definition: automation_incomplete with `details: { problems }`, automation_circle with `details: { cycles }`).
 */
export async function requireSound(ctx: Ctx, one: Linked): Promise<void> {
  const { problems, cycles } = await lookAhead(ctx, one);
  if (problems.length > 0) throw refusal('automation_incomplete', { problems });
  if (cycles.length > 0) throw refusal('automation_circle', { cycles });
}

function refusal(code: string, details: object): DomainError {
  return new DomainError('invalid', { fields: { definition: { code } }, details });
}

async function segmentQueries(ctx: Ctx): Promise<Map<number, string>> {
  const rows = await ctx.db
    .select({ id: segments.id, query: segments.query })
    .from(segments)
    .where(eq(segments.workspaceId, ctx.workspace.id));
  return new Map(rows.map(({ id, query }) => [id, query]));
}
