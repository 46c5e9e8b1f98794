import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Confirm } from '#components/ui/confirm.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { TaskForm } from './task-form.tsx';
import type { ShownTask } from './task-view.ts';
import type { Member, TaskActions } from './types.ts';

type Props = {
  /** The one being changed; none: a new one for `contactId`, or for whom is chosen. */
  task: ShownTask | null;
  contactId: number | null;
  members: Member[];
  actions: TaskActions;
  onClose: () => void;
};

/** The pop-up of "Nova tarefa" and of a task; fetched when it is opened. */
export default function TaskDialog({ task, contactId, members, actions, onClose }: Props) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const [isAsking, ask] = useState(false);
  const done = (title: string) => {
    onClose();
    toast({ title });
  };
  return (
    <>
      <Dialog
        open
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={t(task ? 'editTitle' : 'newTitle')}
        confirmClose
      >
        <TaskForm
          task={task}
          contactId={contactId}
          members={members}
          actions={actions}
          onDone={(title) => done(t(task ? 'saved' : 'added', { title }))}
          onDelete={() => ask(true)}
        />
      </Dialog>
      {task && (
        <DeleteTask
          open={isAsking}
          task={task}
          remove={actions.remove}
          onClose={() => ask(false)}
          onDeleted={() => done(t('deleted', { title: task.title }))}
        />
      )}
    </>
  );
}

type DeleteProps = {
  open: boolean;
  task: ShownTask;
  remove: TaskActions['remove'];
  onClose: () => void;
  onDeleted: () => void;
};

function DeleteTask({ open, task, remove, onClose, onDeleted }: DeleteProps) {
  const t = useTranslations('tasks');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(remove);

  async function confirm() {
    const result = await run({ id: task.id, version: task.version });
    if (result.ok) return onDeleted();
    onClose();
    toast({ title: result.code === 'stale' ? t('stale') : problems.sentence(result), tone: 'danger' });
  }

  return (
    <Confirm
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('deleteTitle', { title: task.title })}
      confirmLabel={t('delete')}
      pending={pending}
      onConfirm={confirm}
    >
      {t('deleteBody')}
    </Confirm>
  );
}
