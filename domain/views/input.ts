import { z } from 'zod';
import { id, line, version } from '../input.ts';

const name = line({ max: 60, required: true });
const query = z.string({ error: 'invalid' }).max(12_000, 'invalid');
/** Keys of columns from left to right; which there are is the list's business. */
const columns = z
  .array(z.string({ error: 'invalid' }).regex(/^[\w.-]{1,40}$/, 'invalid'))
  .min(1, 'invalid')
  .max(80, 'invalid');
const isShared = z.boolean({ error: 'invalid' });

export const createInput = z.object({ name, query, columns, isShared: isShared.default(false) });
/** What is left out stays. */
export const updateInput = z.object({
  id,
  version,
  name: name.optional(),
  query: query.optional(),
  columns: columns.optional(),
  isShared: isShared.optional(),
});
export const viewInput = z.object({ id });
/** Null: none, the list opens with all contacts. */
export const defaultInput = z.object({ id: id.nullable() });
