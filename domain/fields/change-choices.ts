import { eq, sql } from 'drizzle-orm';
import { fieldChoices } from '#db/schema/fields.ts';
import { nameKey } from '#lib/text.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { announceContacts, keepAutomationsQuiet } from '../events.ts';
import { addChoices, isChoice } from './internal.ts';
import type { Field, FieldChoice } from './types.ts';

type Wanted = {
  choices: { id: number | null; name: string }[];
  moves: { from: number; to: number | null }[];
};

/** A choice that goes although contacts have it as their answer. */
export type ChoiceUse = FieldChoice & { total: number };

/**
 * Makes the choices of a field, whose row the caller has locked, what is wanted, in its order. Answers of choices that go move first.
 * @throws `in_use` with `details: { uses: ChoiceUse[] }`; `invalid` (choices: gone).
 */
export async function changeChoices(ctx: Ctx, field: Field, { choices, moves }: Wanted): Promise<void> {
  const kept = choices.flatMap(({ id }) => (id === null ? [] : [id]));
  const known = new Set(field.choices.map((choice) => choice.id));
  if (kept.some((id) => !known.has(id)) || new Set(kept).size < kept.length)
    throw invalidField('choices', 'gone');
  const going = field.choices.filter(({ id }) => !kept.includes(id));
  // Whoever tidies the choices up changes many contacts, and means none of them.
  await keepAutomationsQuiet(ctx);
  await moveAnswers(ctx, field, going, kept, moves);
  for (const { id } of going) await ctx.db.delete(fieldChoices).where(isChoice(ctx, field.id, id));
  // Out of the way first, with capitals that no key has: two choices may swap names.
  await ctx.db
    .update(fieldChoices)
    .set({ nameKey: sql`'KEPT ' || id` })
    .where(sql`workspace_id = ${ctx.workspace.id} and ${eq(fieldChoices.fieldId, field.id)}`);
  for (const [index, { id, name }] of choices.entries()) {
    if (id === null) continue;
    await ctx.db
      .update(fieldChoices)
      .set({ name, nameKey: nameKey(name), position: index + 1 })
      .where(isChoice(ctx, field.id, id));
  }
  const fresh = choices.flatMap(({ id, name }, index) =>
    id === null ? [{ name, position: index + 1 }] : [],
  );
  await addChoices(ctx, field.id, fresh);
}

async function moveAnswers(
  ctx: Ctx,
  field: Field,
  going: FieldChoice[],
  kept: number[],
  moves: Wanted['moves'],
): Promise<void> {
  const uses = await countUses(ctx, field.id, going);
  const moveOf = (id: number) =>
    moves.find(({ from, to }) => from === id && (to === null || kept.includes(to)));
  if (uses.some(({ id }) => !moveOf(id))) throw new DomainError('in_use', { details: { uses } });
  for (const use of uses) {
    const to = field.choices.find(({ id }) => id === moveOf(use.id)?.to) ?? null;
    await move(ctx, field, use, to);
  }
  if (uses.length > 0) await announceContacts(ctx, null);
}

async function countUses(ctx: Ctx, fieldId: number, going: FieldChoice[]): Promise<ChoiceUse[]> {
  if (going.length === 0) return [];
  const rows = await ctx.db.execute<{ id: string; total: number }>(sql`
    select choice_id as id, count(*)::int as total from field_values
    where workspace_id = ${ctx.workspace.id} and field_id = ${fieldId}
      and choice_id in (${sql.join(
        going.map(({ id }) => sql`${id}`),
        sql`, `,
      )})
    group by choice_id`);
  const totals = new Map(rows.map(({ id, total }) => [Number(id), total]));
  return going.flatMap((choice) => {
    const total = totals.get(choice.id) ?? 0;
    return total > 0 ? [{ ...choice, total }] : [];
  });
}

/** Every answer `from` becomes `to` (null: none), set-based, with its contact's event. */
async function move(ctx: Ctx, field: Field, from: FieldChoice, to: FieldChoice | null): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const fact = (choice: FieldChoice | null) => {
    const { name, kind } = field;
    const value = choice ? { value: choice.id, text: choice.name } : { value: null };
    return JSON.stringify({ fields: { [field.id]: { name, kind, ...value } } });
  };
  const answered = sql`workspace_id = ${workspaceId} and field_id = ${field.id} and choice_id = ${from.id}`;
  const changed = to
    ? sql`update field_values set choice_id = ${to.id} where ${answered} returning contact_id`
    : sql`delete from field_values where ${answered} returning contact_id`;
  await ctx.db.execute(sql`
    with changed as (${changed}), raised as (
      update contacts c set version = c.version + 1, updated_at = now()
      from changed where c.workspace_id = ${workspaceId} and c.id = changed.contact_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after)
    select ${workspaceId}, contact_id, 'contact.updated', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      ${fact(from)}::jsonb, ${fact(to)}::jsonb
    from changed`);
}
