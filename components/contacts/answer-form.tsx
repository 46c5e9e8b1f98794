import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import type { Field } from '#domain/fields/types.ts';
import { CustomInput } from './custom-input.tsx';
import { SaveOrStop } from './save-or-stop.tsx';
import { StaleField } from './stale-field.tsx';
import type { useEditing } from './use-editing.ts';

/** The box of an answer that is being edited. */
export default function AnswerForm({
  field,
  editing,
}: {
  field: Field;
  editing: ReturnType<typeof useEditing>;
}) {
  const problems = useProblems();
  const { draft, setDraft, pending, failure, stale, stop, save, settle } = editing;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  const name = `field.${field.id}`;
  const error = failure && !stale ? (problems.at(failure, name) ?? problems.sentence(failure)) : undefined;

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
        <CustomInput
          ref={box}
          field={field}
          name={name}
          value={draft ?? ''}
          aria-label={field.name}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
          onValue={setDraft}
        />
        <SaveOrStop pending={pending} onStop={stop} />
      </div>
      {error && (
        <p className="field-error mt-1" id={`${name}-error`} role="alert">
          {error}
        </p>
      )}
      {stale && (
        <StaleField
          changedBy={stale.changedBy}
          value={String(stale.current.fields[field.id] ?? '')}
          onSettle={settle}
        />
      )}
    </form>
  );
}
