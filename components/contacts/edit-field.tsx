import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Action } from '#domain/result.ts';
import type { TextField } from './types.ts';
import { useEditing } from './use-editing.ts';
import { useFocusBack } from './use-focus-back.ts';

// Fetched when somebody is about to edit: most visits only read.
const formCode = () => import('./edit-form.tsx');
const EditForm = lazy(formCode);

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
              onPointerEnter={formCode}
              onFocus={formCode}
              onClick={begin}
            >
              <Pencil />
            </IconButton>
          </div>
        ) : (
          <Suspense fallback={<Value text={text} />}>
            <EditForm contact={contact} field={field} label={label} input={input} editing={editing} />
          </Suspense>
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
