import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { StaleField } from './stale-field.tsx';
import type { useEditing } from './use-editing.ts';

/** The box of the notes while they are written. */
export default function NotesForm({ editing }: { editing: ReturnType<typeof useEditing> }) {
  const t = useTranslations('contacts');
  const problems = useProblems();
  const { draft, setDraft, pending, failure, stale, stop, save, settle } = editing;
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = box.current?.value.length ?? 0;
    box.current?.focus();
    box.current?.setSelectionRange(end, end);
  }, []);

  const error = failure && !stale ? (problems.at(failure, 'notes') ?? problems.sentence(failure)) : undefined;

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="flex flex-col gap-2"
    >
      <Textarea
        ref={box}
        name="notes"
        rows={5}
        value={draft ?? ''}
        aria-label={t('fields.notes')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'notes-error' : 'notes-hint'}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {error && (
        <p className="field-error" id="notes-error" role="alert">
          {error}
        </p>
      )}
      {stale && <StaleField changedBy={stale.changedBy} value={stale.current.notes} onSettle={settle} />}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" size="small" pending={pending}>
          {t('save')}
        </Button>
        <Button size="small" onClick={stop}>
          {t('cancel')}
        </Button>
        <span className="field-hint ms-auto" id="notes-hint">
          {t('notesKeys')}
        </span>
      </div>
    </form>
  );
}
