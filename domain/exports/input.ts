import { z } from 'zod';

const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What an address asks for besides the contacts. `columns`: keys of `exportColumns`, by comma. */
export const exportInput = z.object({
  format: z.enum(EXPORT_FORMATS, { error: 'invalid' }),
  columns: z
    .string({ error: 'required' })
    .min(1, 'required')
    .max(4_000, 'invalid')
    .regex(/^[a-zA-Z\d:,]+$/, 'invalid')
    .transform((text) => text.split(',').filter(Boolean)),
});
