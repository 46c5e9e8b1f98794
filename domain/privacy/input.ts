import { z } from 'zod';
import { id, line } from '../input.ts';

const TYPED_MAX = 200;

export const exportInput = z.object({ id, format: z.enum(['json', 'csv'], { error: 'invalid' }) });
/** `name`: typed by whoever erases, to say whom they mean. */
export const eraseInput = z.object({ id, name: line({ max: TYPED_MAX, required: true }) });
