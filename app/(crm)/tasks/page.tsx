import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { TaskScreen } from '#components/tasks/task-screen.tsx';
import { TaskTabs } from '#components/tasks/task-tabs.tsx';
import { taskViews } from '#components/tasks/task-view.ts';
import { ClientMessages } from '#components/ui/messages.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listContactChoices } from '#domain/contacts/list-choices.ts';
import { countTaskShows, listTasks } from '#domain/tasks/list.ts';
import { parseTaskQuery, tasksHref } from '#domain/tasks/task-query.ts';
import {
  addTaskAction,
  changeTaskAction,
  completeTaskAction,
  deleteTaskAction,
  reopenTaskAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('title') };
}

const actions = {
  add: addTaskAction,
  change: changeTaskAction,
  complete: completeTaskAction,
  reopen: reopenTaskAction,
  remove: deleteTaskAction,
};

type Props = { searchParams: Promise<QueryParams> };

export default async function TasksPage({ searchParams }: Props) {
  const [{ ctx }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  const query = parseTaskQuery(params);
  const place = { cursor: query.after, firstPage: tasksHref({ ...query, after: null }) };
  const [page, counts, { members }] = await Promise.all([
    pageAtCursor(
      () => listTasks(ctx, query),
      ({ tasks }) => tasks,
      place,
    ),
    countTaskShows(ctx, query.of, query.about),
    listContactChoices(ctx),
  ]);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <LiveRefresh subjects={['contacts', 'member', 'notification']} />
      <ClientMessages names={['tasks', 'picker', 'problems', 'errors']}>
        <TaskScreen
          query={query}
          tasks={taskViews(page.tasks, reader)}
          next={page.next}
          tabs={<TaskTabs query={query} counts={counts} members={members} />}
          members={members}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}
