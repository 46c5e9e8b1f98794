import { Pencil } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { Field } from '#domain/fields/types.ts';
import type { Action } from '#domain/result.ts';
import type { CustomText } from './types.ts';
import { useEditing } from './use-editing.ts';
import { useFocusBack } from './use-focus-back.ts';

// Fetched when somebody is about to edit.
const formCode = () => import('./answer-form.tsx');
const AnswerForm = lazy(formCode);

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
              onPointerEnter={formCode}
              onFocus={formCode}
              onClick={editing.begin}
            >
              <Pencil />
            </IconButton>
          </div>
        ) : (
          <Suspense fallback={text.shown}>
            <AnswerForm field={field} editing={editing} />
          </Suspense>
        )}
      </dd>
    </div>
  );
}
