import { type ComponentProps, type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { Input } from '#components/ui/input.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import { DuplicateNotice } from './duplicate-notice.tsx';
import { SaveOrStop } from './save-or-stop.tsx';
import { StaleField } from './stale-field.tsx';
import type { TextField } from './types.ts';
import { useDuplicates } from './use-duplicates.ts';
import type { useEditing } from './use-editing.ts';

type FormProps = {
  contact: Contact;
  field: TextField;
  label: string;
  input?: ComponentProps<'input'>;
  editing: ReturnType<typeof useEditing>;
};

/** The box of a detail that is being edited. */
export default function EditForm({ contact, field, label, input, editing }: FormProps) {
  const problems = useProblems();
  const { draft, setDraft, pending, failure, stale, stop, save, settle } = editing;
  const typed = useDuplicates({ [field]: draft ?? '', exceptId: contact.id });
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.select(), []);

  const error = failure && !stale ? (problems.at(failure, field) ?? problems.sentence(failure)) : undefined;
  const errorId = `${field}-error`;

  function submit(event: FormEvent) {
    event.preventDefault();
    void save();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop();
  }

  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className="flex items-center gap-1">
        <Input
          ref={box}
          name={field}
          value={draft ?? ''}
          autoComplete="off"
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          {...input}
          onChange={(event) => setDraft(event.target.value)}
        />
        <SaveOrStop pending={pending} onStop={stop} />
      </div>
      {error && (
        <p className="field-error mt-1" id={errorId} role="alert">
          {error}
        </p>
      )}
      <DuplicateNotice duplicate={typed.find((one) => one.field === field)} />
      {stale && (
        <StaleField
          changedBy={stale.changedBy}
          value={String(stale.current[field] ?? '')}
          onSettle={settle}
        />
      )}
    </form>
  );
}
