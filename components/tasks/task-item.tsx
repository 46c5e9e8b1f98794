import { Clock, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import type { ShownTask } from './task-view.ts';
import type { TaskActions } from './types.ts';
import { useDone } from './use-done.ts';

type Props = {
  task: ShownTask;
  /** On the contact's own page its name says nothing. */
  showsContact: boolean;
  actions: TaskActions;
  onEdit: (task: ShownTask) => void;
};

/** One task: a tick, what is to be done (a press edits it), when, for whom and whose. */
export function TaskItem({ task, showsContact, actions, onEdit }: Props) {
  const t = useTranslations('tasks');
  const { isDone, toggle } = useDone(task, actions);
  const { due, contact } = task;
  return (
    <li className="task" data-done={isDone || undefined}>
      <Checkbox label={t('doneNamed', { title: task.title })} hideLabel checked={isDone} onChange={toggle} />
      <div className="task-body">
        <button
          type="button"
          className="task-title"
          aria-label={t('editNamed', { title: task.title })}
          onClick={() => onEdit(task)}
        >
          {task.title}
        </button>
        <p className="task-facts">
          {due && (
            <time
              dateTime={due.iso}
              data-tip={due.exact}
              data-overdue={(due.isOverdue && !isDone) || undefined}
            >
              <Clock />
              {due.isOverdue && !isDone ? t('overdueSince', { due: due.text }) : due.text}
            </time>
          )}
          <span>
            <UserRound />
            {task.personName ?? t('nobody')}
          </span>
          {showsContact &&
            (contact ? (
              <Link href={`/contacts/${contact.id}`} prefetch={false} className="task-contact">
                {contact.name}
              </Link>
            ) : (
              <span>{t('hiddenContact')}</span>
            ))}
        </p>
      </div>
    </li>
  );
}
