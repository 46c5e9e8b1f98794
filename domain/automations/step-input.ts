import { z } from 'zod';
import { CONTACT_TYPES, ROLES } from '#db/values.ts';
import { id, line, problem, text } from '../input.ts';
import { chosen, ids } from './trigger-input.ts';
import { MAX_DEPTH, MAX_WAIT_MINUTES, type Step } from './types.ts';

/** In code points, as WhatsApp counts. */
const MESSAGE_MAX = 4_096;
const VALUE_MAX = 1_024;
const VALUES_MAX = 60;
const NOTE_MAX = 4_000;
const NOTIFICATION_MAX = 500;
const TITLE_MAX = 200;
const ANSWER_MAX = 500;
const URL_MAX = 2_000;
const FILTER_MAX = 6_000;
const DUE_DAYS_MAX = 3_650;

const bool = z.boolean({ error: 'invalid' });
const key = z.string({ error: 'invalid' }).regex(/^\w{1,40}$/, 'invalid');
export const filterText = z.string({ error: 'invalid' }).max(FILTER_MAX, 'invalid');

const template = z.object({
  name: z.string({ error: 'invalid' }).min(1, 'required').max(512, 'invalid'),
  language: z.string({ error: 'invalid' }).min(1, 'required').max(20, 'invalid'),
  values: z
    .record(z.string().regex(/^(header|body|button)\.\w{1,100}$/), line({ max: VALUE_MAX }))
    .refine((values) => Object.keys(values).length <= VALUES_MAX, 'invalid'),
});

const owner = z.object({ kind: z.literal('owner') });
const person = z.object({ kind: z.literal('person'), userId: chosen });
const addressee = z.discriminatedUnion(
  'kind',
  [owner, person, z.object({ kind: z.literal('role'), role: z.enum(ROLES, { error: 'invalid' }) })],
  { error: 'invalid' },
);

const ACTIONS = [
  z.object({
    key,
    kind: z.literal('send'),
    numberId: id.nullable(),
    text: text({ max: MESSAGE_MAX }),
    template: template.nullable(),
  }),
  z.object({
    key,
    kind: z.literal('notify'),
    to: addressee,
    text: text({ max: NOTIFICATION_MAX }),
    byEmail: bool,
  }),
  z.object({ key, kind: z.literal('status'), statusId: chosen }),
  z.object({ key, kind: z.literal('origin'), originId: chosen }),
  z.object({
    key,
    kind: z.literal('owner'),
    assignment: z.enum(['nobody', 'person', 'round_robin', 'fewest_open'], { error: 'invalid' }),
    userIds: ids,
  }),
  z.object({ key, kind: z.literal('type'), type: z.enum(CONTACT_TYPES, { error: 'invalid' }) }),
  z.object({
    key,
    kind: z.literal('field'),
    fieldId: chosen,
    value: z.union([z.null(), z.number(), bool, line({ max: ANSWER_MAX })], { error: 'invalid' }),
  }),
  z.object({ key, kind: z.enum(['group_add', 'group_remove']), groupId: chosen }),
  z.object({ key, kind: z.literal('note'), text: text({ max: NOTE_MAX }) }),
  z.object({
    key,
    kind: z.literal('task'),
    title: line({ max: TITLE_MAX }),
    dueDays: z.int({ error: 'no_days' }).min(0, 'no_days').max(DUE_DAYS_MAX, 'no_days').nullable(),
    to: z.discriminatedUnion('kind', [owner, person], { error: 'invalid' }),
  }),
  z.object({ key, kind: z.literal('webhook'), url: line({ max: URL_MAX }) }),
  z.object({
    key,
    kind: z.literal('wait'),
    minutes: z.int({ error: 'bad_wait' }).min(1, 'bad_wait').max(MAX_WAIT_MINUTES, 'bad_wait').nullable(),
    untilWorkingTime: bool,
    untilAnswer: bool,
  }),
  z.object({ key, kind: z.literal('stop') }),
] as const;

const question = z.discriminatedUnion(
  'kind',
  [z.object({ kind: z.literal('filter'), filter: filterText }), z.object({ kind: z.literal('answered') })],
  { error: 'invalid' },
);

const branchTooDeep = z
  .object({ kind: z.literal('branch'), key: z.never({ error: problem('too_deep', { max: MAX_DEPTH }) }) })
  .transform(() => z.NEVER);

/** Steps with so many branches within each other at most: bounded, since what is sent may be nested until the stack ends. */
function stepsWithin(depth: number): z.ZodType<Step[]> {
  const branch = depth === 0 ? branchTooDeep : branchWith(stepsWithin(depth - 1));
  return z.array(z.discriminatedUnion('kind', [...ACTIONS, branch], { error: 'invalid' }), {
    error: 'invalid',
  });
}

function branchWith(inner: z.ZodType<Step[]>) {
  return z.object({ key, kind: z.literal('branch'), question, then: inner, otherwise: inner });
}

/** What an automation does, as `types.ts` says; how many there are is looked at by `definitionInput`. */
export const steps: z.ZodType<Step[]> = stepsWithin(MAX_DEPTH);
