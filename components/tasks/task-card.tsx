'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TaskItem } from './task-item.tsx';
import type { ShownTask } from './task-view.ts';
import type { Member, TaskActions } from './types.ts';

const TaskDialog = lazy(() => import('./task-dialog.tsx'));

type Props = {
  contactId: number;
  open: ShownTask[];
  done: ShownTask[];
  members: Member[];
  actions: TaskActions;
};

/** What there is to do for a contact, and what was done lately. */
export function TaskCard({ contactId, open, done, members, actions }: Props) {
  const t = useTranslations('tasks');
  const [shown, show] = useState<ShownTask | 'new' | null>(null);
  const items = (tasks: ShownTask[]) =>
    tasks.map((task) => (
      <TaskItem key={task.id} task={task} showsContact={false} actions={actions} onEdit={show} />
    ));
  return (
    <section className="contact-card" aria-labelledby="tasks-title">
      <header className="contact-card-header">
        <h2 id="tasks-title">{t('title')}</h2>
        <Button size="small" variant="quiet" onClick={() => show('new')}>
          <Plus />
          {t('new')}
        </Button>
      </header>
      {open.length > 0 ? (
        <ul className="tasks" aria-label={t('title')}>
          {items(open)}
        </ul>
      ) : (
        <p className="text-foreground-muted">{t('noneOfContact')}</p>
      )}
      {done.length > 0 && (
        <details className="tasks-done">
          <summary>{t('doneLately', { count: done.length })}</summary>
          <ul className="tasks" aria-label={t('shows.done')}>
            {items(done)}
          </ul>
        </details>
      )}
      {shown && (
        <Suspense fallback={null}>
          <TaskDialog
            task={shown === 'new' ? null : shown}
            contactId={contactId}
            members={members}
            actions={actions}
            onClose={() => show(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
