import { z } from 'zod';
import { CONTACT_TYPES } from '#db/values.ts';
import { id } from '../input.ts';
import { type BulkChange, PICKED_MAX, type Selection } from './change.ts';

const OWNERS_MAX = 100;
const QUERY_MAX = 8_000;
const VALUE_MAX = 10_000;

const unique = (ids: number[]) => [...new Set(ids)].toSorted((a, b) => a - b);
const picked = z.array(id, { error: 'invalid' }).max(PICKED_MAX, 'too_many_picked').transform(unique);

const selection: z.ZodType<Selection> = z.union(
  [
    z.object({ ids: picked.refine((ids) => ids.length > 0, 'required') }),
    z.object({
      query: z.string().max(QUERY_MAX, 'invalid'),
      except: picked.default([]),
    }),
  ],
  { error: 'invalid' },
);

/** As typed, or as it is stored; what it means is for the field's kind to say. */
const value = z.union([z.string().max(VALUE_MAX, 'invalid'), z.number(), z.boolean(), z.null()], {
  error: 'invalid',
});

/** Also for what stands in `bulk_changes.change`. */
export const changeInput: z.ZodType<BulkChange> = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('status'), statusId: id }),
    z.object({ kind: z.literal('origin'), originId: id }),
    z.object({
      kind: z.literal('owner'),
      ownerIds: z.array(id, { error: 'invalid' }).max(OWNERS_MAX, 'invalid').transform(unique),
    }),
    z.object({ kind: z.literal('type'), type: z.enum(CONTACT_TYPES, { error: 'invalid' }) }),
    z.object({ kind: z.literal('active'), isActive: z.boolean({ error: 'invalid' }) }),
    z.object({ kind: z.enum(['group_add', 'group_remove']), groupId: id }),
    z.object({ kind: z.literal('field'), fieldId: id, value }),
    z.object({ kind: z.literal('delete') }),
  ],
  { error: 'invalid' },
);

export const previewInput = z.object({ selection, change: changeInput });

export const startInput = z.object({
  selection,
  change: changeInput,
  firesAutomations: z.boolean({ error: 'invalid' }).default(false),
  /** How many the preview said: should many more match by now, the person is asked again. */
  expectedTotal: z.int({ error: 'invalid' }).min(0, 'invalid'),
  requestId: z.uuid({ error: 'invalid' }),
});

export const bulkInput = z.object({ id });
