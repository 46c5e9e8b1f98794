import { z } from 'zod';
import { CREATION_WAYS, MESSAGE_CHOICES } from '#db/automation-values.ts';
import { id, line } from '../input.ts';
import type { Trigger } from './types.ts';

const CHOSEN_MAX = 200;
const TEXTS_MAX = 20;
const TEXT_MAX = 100;
const HOURS_MAX = 90 * 24;
const DAYS_MAX = 3_650;

const bool = z.boolean({ error: 'invalid' });
/** An id, or 0 for what is not chosen yet: an automation with one can be kept, and not be switched on. */
export const chosen = z.union([z.literal(0), id], { error: 'invalid_id' });
export const ids = z.array(id, { error: 'invalid' }).max(CHOSEN_MAX, 'invalid').transform(unique);
const hours = z.int({ error: 'bad_hours' }).min(1, 'bad_hours').max(HOURS_MAX, 'bad_hours');
const time = z.string({ error: 'hours_time' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hours_time');

function unique<Item>(list: Item[]): Item[] {
  return [...new Set(list)];
}

/** What sets an automation off, as `types.ts` says. Problems: bad_hours, no_days, hours_time, too_long, invalid. */
export const triggerInput: z.ZodType<Trigger> = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('contact_created'),
      ways: z.array(z.enum(CREATION_WAYS), { error: 'invalid' }).transform(unique),
    }),
    z.object({ kind: z.literal('status_changed'), from: ids, to: ids }),
    z.object({ kind: z.literal('origin_changed'), to: ids }),
    z.object({
      kind: z.literal('owner_changed'),
      to: z
        .array(z.union([z.literal('none'), id]), { error: 'invalid' })
        .max(CHOSEN_MAX, 'invalid')
        .transform(unique),
    }),
    z.object({
      kind: z.literal('message_received'),
      which: z.enum(MESSAGE_CHOICES, { error: 'invalid' }),
      texts: z
        .array(line({ max: TEXT_MAX }), { error: 'invalid' })
        .max(TEXTS_MAX, 'invalid')
        .transform((texts) => unique(texts.filter(Boolean))),
      hours: hours.nullable(),
    }),
    z.object({
      kind: z.enum(['no_answer_from_us', 'no_answer_from_them']),
      hours,
      inWorkingTime: bool,
    }),
    z.object({
      kind: z.literal('days_in_status'),
      statusIds: ids,
      days: z.int({ error: 'no_days' }).min(1, 'no_days').max(DAYS_MAX, 'no_days'),
    }),
    z.object({
      kind: z.literal('date_arrives'),
      fieldId: chosen,
      offsetDays: z.int({ error: 'no_days' }).min(-DAYS_MAX, 'no_days').max(DAYS_MAX, 'no_days'),
      time,
      isYearly: bool,
    }),
    z.object({ kind: z.enum(['group_joined', 'group_left']), groupId: chosen }),
    z.object({ kind: z.enum(['segment_joined', 'segment_left']), segmentId: chosen }),
  ],
  { error: 'invalid' },
);
