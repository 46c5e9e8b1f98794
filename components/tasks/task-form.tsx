import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { StaleChoice } from '#components/forms/stale-choice.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { FoundContact } from '#domain/contacts/look-up.ts';
import type { StaleTask } from '#domain/tasks/types.ts';
import { TaskContact } from './task-contact.tsx';
import type { ShownTask } from './task-view.ts';
import type { Member, TaskActions } from './types.ts';

type Draft = { title: string; day: string; time: string; ownerId: string };

type Props = {
  task: ShownTask | null;
  /** Null, of a new one: it is chosen here. */
  contactId: number | null;
  members: Member[];
  actions: TaskActions;
  onDone: (title: string) => void;
  onDelete: () => void;
};

const draftOf = (task: ShownTask | null): Draft => ({
  title: task?.title ?? '',
  day: task?.due?.day ?? '',
  time: task?.due?.time ?? '',
  ownerId: task?.ownerId ? String(task.ownerId) : '',
});

/** What is to be done, by when, and by whom. */
export function TaskForm({ task, contactId, members, actions, onDone, onDelete }: Props) {
  const t = useTranslations('tasks');
  const problems = useProblems();
  // Live updates under an open form must not change what the person began from.
  const [seenVersion, setSeenVersion] = useState(task?.version);
  const [draft, setDraft] = useState(() => draftOf(task));
  const whom = useWhom(task === null && contactId === null);
  const { run, pending, failure, forget } = useAction(task ? actions.change : actions.add);
  const stale = failure?.code === 'stale' ? (failure.details as StaleTask) : null;
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending || whom.isLacking()) return;
    const { title, day, time, ownerId } = draft;
    const facts = { title, dueAt: day && time ? `${day}T${time}` : day, ownerId: ownerId || null };
    const result = await run(
      task
        ? { id: task.id, version: seenVersion, ...facts }
        : { contactId: contactId ?? whom.contact?.id, ...facts },
    );
    if (result.ok) onDone(title.trim());
  }

  function settle({ version, ownerId, ...theirs }: StaleTask, kept: 'mine' | 'theirs') {
    if (kept === 'theirs') setDraft({ ...theirs, ownerId: ownerId ? String(ownerId) : '' });
    setSeenVersion(version);
    forget();
  }

  return (
    <form ref={whom.form} onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <div className="flex flex-col gap-4">
          {stale ? (
            <StaleChoice
              title={t('stale')}
              labels={{ theirs: t('takeTheirs'), mine: t('keepMine') }}
              onSettle={(kept) => settle(stale, kept)}
            />
          ) : (
            <FormErrors errors={errors} />
          )}
          {whom.isAsked && <TaskContact contact={whom.contact} error={whom.error} onChoose={whom.choose} />}
          <TaskFields
            draft={draft}
            members={members}
            problem={(field) => problems.at(failure, field)}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
        </div>
      </DialogBody>
      <FormFooter isNew={task === null} pending={pending} onDelete={onDelete} />
    </form>
  );
}

/** For whom the task is, where the page does not say. */
function useWhom(isAsked: boolean) {
  const t = useTranslations('tasks');
  const [contact, setContact] = useState<FoundContact | null>(null);
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = (selector: string) => form.current?.querySelector<HTMLElement>(selector)?.focus();
  return {
    isAsked,
    contact,
    form,
    error: isMissing && !contact ? t('chooseContact') : undefined,
    choose(chosen: FoundContact | null) {
      setContact(chosen);
      if (chosen) focus('[name="title"]');
    },
    /** Says so where nobody was chosen, and leads there. */
    isLacking(): boolean {
      const isLacking = isAsked && contact === null;
      setMissing(isLacking);
      if (isLacking) focus('[role="combobox"]');
      return isLacking;
    },
  };
}

type FooterProps = { isNew: boolean; pending: boolean; onDelete: () => void };

function FormFooter({ isNew, pending, onDelete }: FooterProps) {
  const t = useTranslations('tasks');
  return (
    <DialogFooter>
      {!isNew && (
        <Button variant="quiet" className="me-auto" onClick={onDelete}>
          {t('delete')}
        </Button>
      )}
      <Button type="submit" variant="primary" pending={pending}>
        {t(isNew ? 'add' : 'save')}
      </Button>
    </DialogFooter>
  );
}

type FieldsProps = {
  draft: Draft;
  members: Member[];
  problem: (field: string) => string | undefined;
  onChange: (part: Partial<Draft>) => void;
};

function TaskFields({ draft, members, problem, onChange }: FieldsProps) {
  const t = useTranslations('tasks');
  // Whoever left stays named where it is still theirs.
  const shown = members.filter(({ id, isActive }) => isActive || String(id) === draft.ownerId);
  return (
    <>
      <Field label={t('what')} error={problem('title')}>
        <Input
          name="title"
          value={draft.title}
          maxLength={400}
          autoComplete="off"
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </Field>
      <div className="task-when">
        <Field label={t('day')} optional error={problem('dueAt')}>
          <Input
            type="date"
            name="dueAt"
            min="1900-01-01"
            max="2199-12-31"
            value={draft.day}
            onChange={(event) => onChange({ day: event.target.value })}
          />
        </Field>
        <Field label={t('time')} optional>
          <Input
            type="time"
            name="time"
            value={draft.time}
            disabled={draft.day === ''}
            onChange={(event) => onChange({ time: event.target.value })}
          />
        </Field>
      </div>
      <Field label={t('owner')} error={problem('ownerId')}>
        <Select
          name="ownerId"
          value={draft.ownerId}
          onChange={(event) => onChange({ ownerId: event.target.value })}
        >
          <option value="">{t('contactOwner')}</option>
          {shown.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
