import { z } from 'zod';
import { CONTACT_TYPES, ROW_OUTCOMES } from '#db/values.ts';
import { id, line } from '../input.ts';
import { type ColumnTarget, FACT_TARGETS, MATCH_KEYS, type SettledSubject } from './types.ts';

/** What a file may weigh and hold. */
const FILE_BYTES_MAX = 200 * 1024 * 1024;
/** What one request of an upload may carry. */
export const CHUNK_BYTES_MAX = 8 * 1024 * 1024;

const COLUMNS_MAX = 500;
const OWNERS_MAX = 50;
const GROUPS_MAX = 20;
const KEY_MAX = 400;

export const importInput = z.object({ id });

export const uploadInput = z.object({
  fileName: line({ max: 255, required: true }),
  fileBytes: z
    .int({ error: 'invalid' })
    .min(1, 'empty_file')
    .max(FILE_BYTES_MAX, `too_large|{"max":${FILE_BYTES_MAX / 2 ** 20}}`),
  /** Made by the browser of the file's name, size and first bytes: how an upload cut short is found again. */
  fingerprint: z.string({ error: 'invalid' }).regex(/^[\w.+/=-]{8,200}$/, 'invalid'),
});

export const chunkInput = z.object({
  id,
  offset: z
    .union([z.number(), z.string().regex(/^\d{1,12}$/)], { error: 'invalid' })
    .transform(Number)
    .pipe(z.int({ error: 'invalid' }).min(0, 'invalid').max(FILE_BYTES_MAX, 'invalid')),
});

export const sheetInput = z.object({
  id,
  sheet: z.string({ error: 'invalid' }).min(1, 'invalid').max(255, 'invalid'),
});

const isField = (text: string) => /^field:[1-9]\d{0,14}$/.test(text);

const columnTarget = z
  .string({ error: 'invalid' })
  .refine((text) => isField(text) || FACT_TARGETS.some((target) => target === text), 'invalid')
  .transform((text) => text as ColumnTarget);

const subject = z
  .string({ error: 'invalid' })
  .refine((text) => isField(text) || ['status', 'origin', 'owner', 'group'].includes(text), 'invalid')
  .transform((text) => text as SettledSubject);

/** The choices that a saved mapping keeps besides its columns. */
const choicesInput = z.object({
  matchBy: z
    .array(z.enum(MATCH_KEYS, { error: 'invalid' }), { error: 'invalid' })
    .max(MATCH_KEYS.length, 'invalid')
    .transform((keys) => MATCH_KEYS.filter((key) => keys.includes(key))),
  mode: z.enum(['create', 'update', 'both'], { error: 'invalid' }),
  onUpdate: z.enum(['fill', 'overwrite'], { error: 'invalid' }),
  statusId: id.nullable(),
  originId: id.nullable(),
  ownerIds: z.array(id, { error: 'invalid' }).max(OWNERS_MAX, 'invalid'),
  type: z.enum(CONTACT_TYPES, { error: 'invalid' }),
  groupIds: z.array(id, { error: 'invalid' }).max(GROUPS_MAX, 'invalid'),
  runsAutomations: z.boolean({ error: 'invalid' }),
});

export const planInput = choicesInput.extend({
  id,
  columns: z.array(columnTarget, { error: 'invalid' }).min(1, 'invalid').max(COLUMNS_MAX, 'invalid'),
});

export const settleInput = z.object({
  id,
  answers: z
    .array(
      z.object({
        subject,
        key: z.string({ error: 'invalid' }).max(KEY_MAX, 'invalid'),
        answer: z.union(
          [
            z.object({ use: id }),
            z.object({ create: z.string().max(KEY_MAX), colour: z.string().max(40).optional() }),
            z.literal('default'),
            z.literal('reject'),
          ],
          { error: 'invalid' },
        ),
      }),
      { error: 'invalid' },
    )
    .max(2_000, 'invalid'),
});

export const rowsInput = z.object({
  id,
  outcome: z.enum(ROW_OUTCOMES, { error: 'invalid' }),
  /** Only those with this reason. */
  reason: z.string().max(60).nullish(),
  cursor: z.string().nullish(),
});

export const keptInput = z.object({ id, cursor: z.string().nullish() });

export const downloadInput = z.object({
  id,
  outcome: z.enum(ROW_OUTCOMES, { error: 'invalid' }),
  format: z.enum(['csv', 'xlsx'], { error: 'invalid' }).default('csv'),
});

export const mappingInput = z.object({
  name: line({ max: 60, required: true }),
  columns: z
    .array(z.object({ header: z.string({ error: 'invalid' }).max(1_000, 'invalid'), target: columnTarget }), {
      error: 'invalid',
    })
    .min(1, 'invalid')
    .max(COLUMNS_MAX, 'invalid'),
  choices: choicesInput,
});
