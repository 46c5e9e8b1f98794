import type postgres from 'postgres';
import type { Ctx } from '../ctx.ts';
import { readChoices } from './choices.ts';
import { copyText, copyValue, endCopy, NULL, writeTo } from './copy-text.ts';
import { makeForecast } from './forecast.ts';
import { enterState, type ImportRecord } from './internal.ts';
import type { RowFacts } from './read-cell.ts';
import { variantOf } from './read-identity.ts';
import { type RowReader, rowReader } from './read-row.ts';
import { SeenInFile } from './seen.ts';
import { storedFile, storedPlan } from './stored.ts';
import { transact } from './transact.ts';
import type { ImportPlan } from './types.ts';
import { reportProgress, type Workshop } from './workshop.ts';

const ROWS_AT_ONCE = 2_000;

type Staged = { number: number; line: number; problem: string | null; cells: string[] };

/**
 * Makes facts of every row by the plan, or a reason why it is not taken, and works out what would happen to the contacts there are. Begins anew each time: what an
 * interrupted check left is gone first.
 */
export async function checkRows(shop: Workshop, ctx: Ctx, one: ImportRecord): Promise<void> {
  const [file, plan] = [storedFile(one.file), storedPlan(one.plan)];
  if (!file || !plan) throw new Error('a check of a file that was not read');
  const choices = await readChoices(ctx);
  const { country, locale } = ctx.workspace;
  const read = rowReader(plan, choices, { country, locale, isTyped: file.kind === 'xlsx' });
  await transact(shop.raw, (tx) => stageFacts(shop, tx, { ctx, one, read, plan }));
  await shop.raw`analyze import_facts`.catch(() => {});
  const forecast = await makeForecast(shop, ctx, one, plan);
  await enterState(ctx, one.id, 'ready', { forecast });
}

type Check = { ctx: Ctx; one: ImportRecord; read: RowReader; plan: ImportPlan };

const FACT_COLUMNS = [
  ...[
    'workspace_id',
    'import_id',
    'number',
    'contact_ref',
    'first_name',
    'last_name',
    'type',
    'phone',
    'phone_variant',
  ],
  ...['email', 'company', 'website', 'notes', 'is_active', 'status_id', 'origin_id', 'owner_id', 'extra'],
];
const OUTCOME_COLUMNS = [
  'workspace_id',
  'import_id',
  'number',
  'outcome',
  'column_number',
  'reason',
  'same_as',
];

async function stageFacts(
  shop: Workshop,
  tx: postgres.ReservedSql,
  { ctx, one, read }: Check,
): Promise<void> {
  const ids = { workspace_id: ctx.workspace.id, import_id: one.id };
  const isOurs = tx`workspace_id = ${ids.workspace_id} and import_id = ${ids.import_id}`;
  await tx`set local synchronous_commit = off`;
  await tx`delete from import_facts where ${isOurs}`;
  await tx`delete from import_outcomes where ${isOurs}`;
  const prefix = `${ids.workspace_id}\t${ids.import_id}\t`;
  const stream = await tx`copy import_facts (${tx(FACT_COLUMNS)}) from stdin`.writable();
  const refused: string[] = [];
  const seen = new SeenInFile();
  const progress = reportProgress(ctx, one.id);
  for await (const rows of readRows(shop, ids)) {
    let text = '';
    for (const row of rows) {
      const facts = decide(row, read, seen);
      if ('reason' in facts)
        refused.push(
          `${prefix}${row.number}\t${facts.outcome}\t${facts.column ?? NULL}\t${facts.reason}\t${facts.sameAs ?? NULL}\n`,
        );
      else text += `${prefix}${row.number}\t${factsLine(facts)}\n`;
    }
    await writeTo(stream, text);
    await progress(rows.at(-1)?.number ?? 0);
  }
  await endCopy(stream);
  const outcomes = await tx`copy import_outcomes (${tx(OUTCOME_COLUMNS)}) from stdin`.writable();
  for (let at = 0; at < refused.length; at += ROWS_AT_ONCE)
    await writeTo(outcomes, refused.slice(at, at + ROWS_AT_ONCE).join(''));
  await endCopy(outcomes);
}

/** The staged rows in their order, on a connection of their own. */
async function* readRows(
  shop: Workshop,
  ids: { workspace_id: number; import_id: number },
): AsyncGenerator<Staged[]> {
  const rows = shop.raw<Staged[]>`
    select number, line, problem, to_json(cells) as cells from import_rows
    where workspace_id = ${ids.workspace_id} and import_id = ${ids.import_id} order by number`;
  for await (const some of rows.cursor(ROWS_AT_ONCE)) {
    shop.signal.throwIfAborted();
    yield some;
  }
}

type Refused = {
  outcome: 'rejected' | 'duplicate';
  reason: string;
  column: number | null;
  sameAs: number | null;
};

function decide({ number, problem, cells }: Staged, read: RowReader, seen: SeenInFile): RowFacts | Refused {
  if (problem !== null) return { outcome: 'rejected', reason: problem, column: null, sameAs: null };
  const facts = read(cells);
  if ('reason' in facts) return { outcome: 'rejected', sameAs: null, ...facts };
  const same = seen.claim(number, keysOf(facts));
  if (same) return { outcome: 'duplicate', reason: `same_${same.by}`, column: null, sameAs: same.sameAs };
  return facts;
}

function keysOf({ contactRef, phone, email, identities }: RowFacts) {
  const phones = phone === null ? [] : [phone];
  const emails = email === null ? [] : [email.toLowerCase()];
  for (const { kind, value } of identities) (kind === 'phone' ? phones : emails).push(value);
  return { contactRef, phones, emails };
}

function factsLine(facts: RowFacts): string {
  const { phone, identities, answers, groupIds } = facts;
  const hasExtra = identities.length + groupIds.length > 0 || Object.keys(answers).length > 0;
  return [
    copyValue(facts.contactRef),
    copyValue(facts.firstName),
    copyValue(facts.lastName),
    copyValue(facts.type),
    copyValue(phone),
    copyValue(phone === null ? null : variantOf(phone)),
    copyValue(facts.email),
    copyValue(facts.company),
    copyValue(facts.website),
    copyValue(facts.notes),
    copyValue(facts.isActive),
    copyValue(facts.statusId),
    copyValue(facts.originId),
    copyValue(facts.ownerId),
    hasExtra ? copyText(JSON.stringify({ identities, answers, groups: groupIds })) : NULL,
  ].join('\t');
}
