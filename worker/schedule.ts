import { findDuplicatesJob } from './jobs/find-duplicates.ts';
import { handOutLeadsJob } from './jobs/hand-out-leads.ts';
import type { Job } from './jobs/job.ts';
import { measurePacesJob } from './jobs/measure-paces.ts';
import { purgeAccessJob } from './jobs/purge-access.ts';
import { purgeAutomationsJob } from './jobs/purge-automations.ts';
import { purgeImportsJob } from './jobs/purge-imports.ts';
import { purgeTrashJob } from './jobs/purge-trash.ts';
import { purgeWebhooksJob } from './jobs/purge-webhooks.ts';
import { reapplyRulesJob } from './jobs/reapply-rules.ts';
import { runBulkJob } from './jobs/run-bulk.ts';
import { runImportsJob } from './jobs/run-imports.ts';
import { syncTemplatesJob } from './jobs/sync-templates.ts';

/** Everything that runs by the clock, whoever's worker comes first; each also runs once when a worker starts. */
export const SCHEDULE: Job[] = [
  purgeTrashJob,
  purgeAccessJob,
  purgeAutomationsJob,
  purgeWebhooksJob,
  measurePacesJob,
  purgeImportsJob,
  runImportsJob,
  runBulkJob,
  findDuplicatesJob,
  syncTemplatesJob,
  handOutLeadsJob,
  reapplyRulesJob,
];
