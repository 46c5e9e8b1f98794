import { tellDueTasks } from '#domain/tasks/tell-due.ts';
import type { Job } from './job.ts';

export const tellDueTasksJob: Job = {
  name: 'tell-due-tasks',
  cron: '* * * * *',
  expireSeconds: 300,
  run: async (db) => ({ tasks: await tellDueTasks(db) }),
};
