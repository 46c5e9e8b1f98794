import { and, asc, eq, isNull } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { ContactEventKind } from '#db/values.ts';
import { isOpenAt } from '../auto-lead/hours-rules.ts';
import type { Check } from '../contacts/check.ts';
import type { Ctx } from '../ctx.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import { type Listener, listenersOf } from './rehearsal-chain-rules.ts';
import { clockMomentsOf } from './rehearsal-clock-rules.ts';
import { readFilterBook } from './rehearsal-filters.ts';
import type { Needs } from './rehearsal-people.ts';
import type { Stage } from './rehearsal-starts-rules.ts';
import { datesOf, hoursLater } from './rehearsal-time-rules.ts';
import { allSteps } from './step-rules.ts';
import { isSegmentTrigger, listensTo } from './trigger-rules.ts';
import type { Conditions, Definition, Hours, Step } from './types.ts';
import { waitEnd } from './wait-rules.ts';
import { readWorkingHours } from './working-hours.ts';

export type Period = { from: Date; until: Date };

type Asked = { definition: Definition; listeners: readonly Listener[]; period: Period };

/** All that decides besides the contacts' own histories, as it is now; and what has to be read of these. */
export async function readStage(
  ctx: Ctx,
  asked: Asked,
): Promise<{ stage: Stage; kinds: ReadonlySet<Check['kind']> }> {
  const { definition, listeners, period } = asked;
  const definitions = [definition, ...listeners.map((one) => one.definition)];
  const book = await readFilterBook(ctx, {
    filters: [...definitions.map(({ conditions }) => conditions.filter), ...questionsOf(definition.steps)],
    segmentIds: definitions.flatMap(({ trigger }) => (isSegmentTrigger(trigger) ? [trigger.segmentId] : [])),
    ...period,
  });
  const hours = await readWorkingHours(ctx);
  const isOpen = opener(hours, ctx.workspace.timeZone);
  const judge = { matches: book.matches, isInSegment: book.isInSegment, isOpen };
  const { from, until } = period;
  const { timeZone } = ctx.workspace;
  const clock = {
    hoursLater: (since: number, count: number, inWorkingTime: boolean) =>
      hoursLater(since, count, inWorkingTime ? hours : null, timeZone),
    datesOf: (date: string, trigger: Parameters<typeof datesOf>[1]) =>
      datesOf(date, trigger, { from: from.getTime(), until: until.getTime(), timeZone }),
  };
  const stage: Stage = {
    ...judge,
    ...(await readSenders(ctx)),
    from: from.getTime(),
    until: until.getTime(),
    waitEnd: (step, at) => waitEnd(step, new Date(at), { hours, timeZone }).getTime(),
    setOffBy: (change) => listenersOf(change, listeners, judge),
    clockMoments: (trigger, past) => clockMomentsOf(trigger, past, clock),
  };
  return { stage, kinds: book.kinds };
}

function questionsOf(steps: readonly Step[]): string[] {
  return allSteps([...steps]).flatMap((step) =>
    step.kind === 'branch' && step.question.kind === 'filter' ? [step.question.filter] : [],
  );
}

function opener(workspace: Hours | null, timeZone: string) {
  return ({ hours }: Conditions, at: number): boolean => {
    const wanted = hours === 'workspace' ? workspace : hours;
    return wanted === null || isOpenAt(wholeWeek(wanted), new Date(at), timeZone);
  };
}

/** As `isOpenAt` takes them. */
function wholeWeek(hours: Hours): Record<string, [string, string][]> {
  return Object.fromEntries(Object.entries(hours).map(([day, spans]) => [day, spans ?? []]));
}

/** The numbers that can send, and which templates each of them can. */
async function readSenders(ctx: Ctx): Promise<Pick<Stage, 'numberIds' | 'hasTemplate'>> {
  const numbers = await ctx.db
    .select({ id: whatsappNumbers.id })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)))
    .orderBy(asc(whatsappNumbers.id));
  const sendable = new Set<string>();
  for (const { id } of numbers) {
    for (const { name, language } of await listSendableTemplates(ctx, id))
      sendable.add(`${id} ${language} ${name}`);
  }
  return {
    numberIds: numbers.map(({ id }) => id),
    hasTemplate: (name, language, numberId) => sendable.has(`${numberId} ${language} ${name}`),
  };
}

/** Signs of life, for conditions on when somebody was last active. */
const NEWS: readonly ContactEventKind[] = ['contact.created', 'contact.message_sent', 'contact.restored'];

/** What has to be read of each contact for a rehearsal. */
export function needsOf(
  { trigger, conditions, steps }: Definition,
  kinds: ReadonlySet<Check['kind']>,
  { from, automationId }: { from: Date; automationId: number },
): Needs {
  const all = allSteps([...steps]);
  const does = (...wanted: Step['kind'][]) => all.some(({ kind }) => wanted.includes(kind));
  const asksAnswers = all.some((step) => step.kind === 'branch' && step.question.kind === 'answered');
  const isOfTalk = trigger.kind === 'message_received' || trigger.kind.startsWith('no_answer');
  const hours = 'hours' in trigger && trigger.hours !== null && !('texts' in trigger) ? trigger.hours : 0;
  const isWorking = 'inWorkingTime' in trigger && trigger.inWorkingTime;
  return {
    from,
    messagesFrom: new Date(from.getTime() - Math.max(25, hours * (isWorking ? 8 : 1) + 1) * 3_600_000),
    automationId: conditions.repeat === 'always' ? null : automationId,
    kinds: [...new Set([...listensTo(trigger), ...(kinds.has('instant') ? NEWS : [])])],
    hasTexts: kinds.has('text') || kinds.has('filled'),
    hasMessages: isOfTalk || does('send', 'wait') || asksAnswers || kinds.has('instant'),
    hasWords: trigger.kind === 'message_received',
    hasGroups: kinds.has('group') || does('group_add', 'group_remove'),
    hasAnswers: kinds.has('field') || does('field') || trigger.kind === 'date_arrives',
    hasConsents: kinds.has('consent'),
    hasImports: kinds.has('import'),
    hasStays: kinds.has('stay') || kinds.has('stood') || kinds.has('moved'),
    hasTouches: kinds.has('touched'),
  };
}
