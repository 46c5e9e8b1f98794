'use client';

import { ListTodo, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { CursorPages } from '#components/ui/cursor-pages.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type TaskQuery, tasksHref } from '#domain/tasks/task-query.ts';
import { TaskItem } from './task-item.tsx';
import type { ShownTask } from './task-view.ts';
import type { Member, TaskActions } from './types.ts';

const TaskDialog = lazy(() => import('./task-dialog.tsx'));

type Props = {
  query: TaskQuery;
  tasks: ShownTask[];
  next: string | null;
  /** Made by the server. */
  tabs: ReactNode;
  members: Member[];
  actions: TaskActions;
};

/** The whole of /tasks below the frame. */
export function TaskScreen({ query, tasks, next, tabs, members, actions }: Props) {
  const t = useTranslations('tasks');
  const [shown, show] = useState<ShownTask | 'new' | null>(null);
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <Button variant="primary" onClick={() => show('new')}>
            <Plus />
            {t('new')}
          </Button>
        }
      >
        {tabs}
      </PageHeader>
      {tasks.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <ul className="tasks tasks-page" aria-label={t('title')}>
          {tasks.map((task) => (
            <TaskItem key={task.id} task={task} showsContact actions={actions} onEdit={show} />
          ))}
        </ul>
      )}
      <Pages query={query} next={next} />
      {shown && (
        <Suspense fallback={null}>
          <TaskDialog
            task={shown === 'new' ? null : shown}
            contactId={null}
            members={members}
            actions={actions}
            onClose={() => show(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function Pages({ query, next }: { query: TaskQuery; next: string | null }) {
  const t = useTranslations('tasks');
  return (
    <CursorPages
      words={{ label: t('title'), first: t('first'), next: t('next') }}
      firstHref={query.after === null ? null : tasksHref({ ...query, after: null })}
      nextHref={next === null ? null : tasksHref({ ...query, after: next })}
      className="inbox-pages"
    />
  );
}

function Nothing({ query }: { query: TaskQuery }) {
  const t = useTranslations('tasks');
  const isMine = query.of === 'mine';
  return (
    <Empty
      icon={<ListTodo />}
      title={t(`empty.${query.show}`)}
      action={
        isMine ? (
          <ButtonLink href={tasksHref({ ...query, of: 'everyone', after: null })}>
            {t('seeEveryones')}
          </ButtonLink>
        ) : (
          <ButtonLink href="/contacts">{t('seeContacts')}</ButtonLink>
        )
      }
    >
      {t(isMine ? 'emptyMine' : 'emptyAll')}
    </Empty>
  );
}
