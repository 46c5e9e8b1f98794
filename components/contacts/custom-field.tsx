import { Pencil } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Field } from '#domain/fields/types.ts';
import type { Action } from '#domain/result.ts';
import { CustomInput } from './custom-input.tsx';
import { SaveOrStop } from './save-or-stop.tsx';
import { StaleField } from './stale-field.tsx';
import type { CustomText } from './types.ts';
import { useEditing } from './use-editing.ts';
import { useFocusBack } from './use-focus-back.ts';

type Props = { contact: Contact; field: Field; text: CustomText; update: Action<unknown> };

/** A text, number or day of a custom field that becomes its own small form: Enter saves, Escape gives up. */
export function CustomField({ contact, field, text, update }: Props) {
  const t = useTranslations('contacts');
  const locale = useLocale();
  const toEdit = (draft: string) => ({ fields: { [field.id]: draft }, locale });
  const editing = useEditing(contact, { toEdit }, text.typed, update);
  const opener = useFocusBack(editing.draft === null);
  return (
    <div className="detail">
      <dt className="wrap-anywhere">{field.name}</dt>
      <dd>
        {editing.draft === null ? (
          <div className="detail-value">
            {text.shown ? (
              <span className="wrap-anywhere">{text.shown}</span>
            ) : (
              <span className="text-foreground-subtle">—</span>
            )}
            <IconButton
              ref={opener}
              size="small"
              label={t('editField', { field: field.name })}
              className="detail-edit"
              onClick={editing.begin}
            >
              <Pencil />
            </IconButton>
          </div>
        ) : (
          <AnswerForm field={field} editing={editing} />
        )}
      </dd>
    </div>
  );
}

function AnswerForm({ field, editing }: { field: Field; editing: ReturnType<typeof useEditing> }) {
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
