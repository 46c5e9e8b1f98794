import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { automations } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import { templateText } from '../whatsapp/template-text.ts';
import { remember } from './rehearsal-memory.ts';
import type { Start, WalkStep } from './rehearsal-types.ts';
import { isShown, parseRehearsalView } from './rehearsal-view-rules.ts';
import { type Rehearsed, rehearse } from './rehearse.ts';
import { allSteps } from './step-rules.ts';
import type { StepOf } from './types.ts';
import { readVariables } from './variables.ts';
import { fillText, type VariableValues } from './variables-rules.ts';

const PAGE = 50;

const readInput = z.object({ id, params: z.record(z.string(), z.unknown()).default({}) });

/** One moment of the list, with the person's name of now. */
export type RehearsedRow = Start & { name: string };

/** A step with what would have been written to the person; null: it writes nothing. */
export type OpenStep = WalkStep & { text: string | null };

export type RehearsalPage = {
  rehearsed: Omit<Rehearsed, 'starts'>;
  rows: RehearsedRow[];
  /** How many there are in the view. */
  total: number;
  page: number;
  pageTotal: number;
  /** The moment that is looked at, step by step. */
  open: { row: RehearsedRow; steps: OpenStep[] } | null;
};

/**
 * A rehearsal, and the moments of it that the parameters of an address ask for (see `parseRehearsalView`). Made anew unless one of the last minutes is at hand (see `remember`).
 * @throws `not_found`; `forbidden`.
 */
export async function readRehearsal(ctx: Ctx, input: unknown): Promise<RehearsalPage> {
  authorize(ctx, 'automation.read');
  const { id: automationId, params } = parseInput(readInput, input);
  const view = parseRehearsalView(params);
  const versionId = await newestVersion(ctx, automationId);
  const { starts, ...rehearsed } = await remember(
    { workspaceId: ctx.workspace.id, automationId, versionId, since: view.since, now: Date.now() },
    () => rehearse(ctx, { id: automationId }),
  );
  const { timeZone } = ctx.workspace;
  const found = starts.filter((start) => isShown(start, view, timeZone)).toSorted((a, b) => b.at - a.at);
  const pageTotal = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(view.page, pageTotal);
  const { open } = view;
  const opened = open && starts.find(({ contactId, at }) => contactId === open.contactId && at === open.at);
  const shown = found.slice((page - 1) * PAGE, page * PAGE);
  const names = await readNames(ctx, [...shown, ...(opened ? [opened] : [])]);
  const row = (start: Start): RehearsedRow => ({ ...start, name: names.get(start.contactId) ?? '' });
  return {
    rehearsed,
    rows: shown.map(row),
    total: found.length,
    page,
    pageTotal,
    // Gone since the rehearsal: there is nobody to show it for.
    open:
      opened && names.has(opened.contactId)
        ? { row: row(opened), steps: await openSteps(ctx, rehearsed, opened) }
        : null,
  };
}

async function newestVersion(ctx: Ctx, automationId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ versionId: automations.versionId })
    .from(automations)
    .where(
      and(
        eq(automations.workspaceId, ctx.workspace.id),
        eq(automations.id, automationId),
        isNull(automations.deletedAt),
      ),
    );
  if (!row) throw notFound();
  return row.versionId ?? 0;
}

async function readNames(ctx: Ctx, starts: Start[]): Promise<Map<number, string>> {
  const ids = [...new Set(starts.map(({ contactId }) => contactId))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), inArray(contacts.id, ids)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Texts are filled with what the contact says now. */
async function openSteps(
  ctx: Ctx,
  { automation }: Omit<Rehearsed, 'starts'>,
  { contactId, eventId, walk }: Start,
): Promise<OpenStep[]> {
  if (!walk) return [];
  const values = await readVariables(ctx, contactId, eventId);
  const steps = new Map(allSteps(automation.definition.steps).map((step) => [step.key, step]));
  const opened: OpenStep[] = [];
  for (const done of walk.trail) {
    const step = steps.get(done.key);
    const text = step?.kind === 'send' ? await writtenText(ctx, step, done, values) : textOf(step, values);
    opened.push({ ...done, text });
  }
  return opened;
}

function textOf(
  step: ReturnType<typeof allSteps>[number] | undefined,
  values: VariableValues,
): string | null {
  return step?.kind === 'note' || step?.kind === 'notify' ? fillText(step.text, values) : null;
}

async function writtenText(
  ctx: Ctx,
  { text, template }: StepOf<'send'>,
  { send, numberId }: WalkStep,
  values: VariableValues,
): Promise<string | null> {
  if (send === 'text') return fillText(text, values);
  if (send !== 'template' || !template || numberId === undefined) return null;
  const { name, language } = template;
  const known = await listSendableTemplates(ctx, numberId);
  const found = known.find((one) => one.name === name && one.language === language);
  if (!found) return null;
  const filled = Object.entries(template.values).map(([key, value]) => [key, fillText(value, values)]);
  return templateText(found, Object.fromEntries(filled));
}
