import { adoptLeftAloneJob } from './jobs/adopt-left-alone.ts';
import { fetchTemplatesJob } from './jobs/fetch-templates.ts';
import { findDuplicatesJob } from './jobs/find-duplicates.ts';
import { handOutLeadsJob } from './jobs/hand-out-leads.ts';
import type { Job } from './jobs/job.ts';
import { judgeArrivalsJob } from './jobs/judge-arrivals.ts';
import { keepReportDaysJob } from './jobs/keep-report-days.ts';
import { keepStatusDaysJob } from './jobs/keep-status-days.ts';
import { measurePacesJob } from './jobs/measure-paces.ts';
import { purgeAccessJob } from './jobs/purge-access.ts';
import { purgeAutomationsJob } from './jobs/purge-automations.ts';
import { purgeImportsJob } from './jobs/purge-imports.ts';
import { purgeNoticesJob } from './jobs/purge-notices.ts';
import { purgeRunsJob } from './jobs/purge-runs.ts';
import { purgeTrashJob } from './jobs/purge-trash.ts';
import { purgeWebhooksJob } from './jobs/purge-webhooks.ts';
import { reapplyRulesJob } from './jobs/reapply-rules.ts';
import { runBulkJob } from './jobs/run-bulk.ts';
import { runImportsJob } from './jobs/run-imports.ts';
import { syncTemplatesJob } from './jobs/sync-templates.ts';
import { tellDueTasksJob } from './jobs/tell-due-tasks.ts';
import { tellWeeksJob } from './jobs/tell-weeks.ts';

/** Everything that runs by the clock, whoever's worker comes first; each also runs once when a worker starts. */
export const SCHEDULE: Job[] = [
  purgeTrashJob,
  purgeAccessJob,
  purgeAutomationsJob,
  purgeRunsJob,
  purgeWebhooksJob,
  purgeNoticesJob,
  measurePacesJob,
  keepReportDaysJob,
  keepStatusDaysJob,
  purgeImportsJob,
  runImportsJob,
  runBulkJob,
  findDuplicatesJob,
  syncTemplatesJob,
  fetchTemplatesJob,
  handOutLeadsJob,
  reapplyRulesJob,
  judgeArrivalsJob,
  adoptLeftAloneJob,
  tellDueTasksJob,
  tellWeeksJob,
];
