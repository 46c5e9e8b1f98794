import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  type ComponentProps,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
} from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Action } from '#domain/result.ts';
import { DuplicateNotice } from './duplicate-notice.tsx';
import { SaveOrStop } from './save-or-stop.tsx';
import { StaleField } from './stale-field.tsx';
import { useDuplicates } from './use-duplicates.ts';
import { useEditing } from './use-editing.ts';
import { useFocusBack } from './use-focus-back.ts';

type TextField = 'firstName' | 'lastName' | 'company' | 'website' | 'phone' | 'email';

type Props = {
  contact: Contact;
  field: TextField;
  /** As it is typed: the national phone, not its digits. */
  text: string;
  /** What the value leads to, and more beside it. */
  href?: string;
  aside?: ReactNode;
  input?: ComponentProps<'input'>;
  update: Action<unknown>;
};

/** A detail that becomes its own small form: Enter saves, Escape gives up. */
export function EditField({ contact, field, text, href, aside, input, update }: Props) {
  const t = useTranslations('contacts');
  const label = t(`fields.${field}`);
  const editing = useEditing(contact, field, text, update);
  const { draft, begin } = editing;
  const opener = useFocusBack(draft === null);

  return (
    <div className="detail">
      <dt>{label}</dt>
      <dd>
        {draft === null ? (
          <div className="detail-value">
            <Value text={text} href={href} />
            {aside}
            <IconButton
              ref={opener}
              size="small"
              label={t('editField', { field: label })}
              className="detail-edit"
              onClick={begin}
            >
              <Pencil />
            </IconButton>
          </div>
        ) : (
          <EditForm contact={contact} field={field} label={label} input={input} editing={editing} />
        )}
      </dd>
    </div>
  );
}

function Value({ text, href }: Pick<Props, 'text' | 'href'>) {
  if (!text) return <span className="text-foreground-subtle">—</span>;
  if (!href) return <span className="wrap-anywhere">{text}</span>;
  const outside = href.startsWith('http') ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a className="quiet-link wrap-anywhere" href={href} {...outside}>
      {text}
    </a>
  );
}

type FormProps = {
  contact: Contact;
  field: TextField;
  label: string;
  input?: ComponentProps<'input'>;
  editing: ReturnType<typeof useEditing>;
};

function EditForm({ contact, field, label, input, editing }: FormProps) {
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
