import { z } from 'zod';
import { id, line, version } from '../input.ts';
import { REPORTS } from '../reports/query.ts';

const name = line({ max: 60, required: true });
const report = z.enum(REPORTS, 'invalid');
/** The query of a report's address. */
const query = z.string({ error: 'invalid' }).max(12_000, 'invalid');
const isShared = z.boolean({ error: 'invalid' });

export const createInput = z.object({ name, report, query, isShared: isShared.default(false) });
/** What is left out stays. */
export const updateInput = z.object({
  id,
  version,
  name: name.optional(),
  report: report.optional(),
  query: query.optional(),
  isShared: isShared.optional(),
});
export const savedReportInput = z.object({ id });
export const restoreInput = z.object({ changeId: z.uuid('invalid') });
