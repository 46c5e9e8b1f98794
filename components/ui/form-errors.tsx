'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { fieldId } from './field.tsx';

export type FormError = { field?: string; message: ReactNode };

type Props = {
  errors: FormError[];
  /** Replaces "Falta resolver 2 pontos". */
  title?: ReactNode;
};

/** What is wrong with the form, at its top: takes focus when it appears or changes, and leads to each field. */
export function FormErrors({ errors, title }: Props) {
  const t = useTranslations('ui');
  const box = useRef<HTMLDivElement>(null);
  // Not the list itself, which each render makes anew: that would take the focus from whoever is correcting a field.
  const said = errors.map(({ field, message }) => `${field} ${message}`).join('\n');
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="form-errors" role="alert">
      <p className="font-medium">{title ?? t('checkFields', { count: errors.length })}</p>
      <ul className="mt-1 list-disc ps-5">
        {errors.map(({ field, message }, index) => (
          <li key={field ?? index}>
            {field ? (
              <a href={`#${fieldId(field)}`} onClick={(event) => focusField(event, field)}>
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

// The link alone would put the field's id in the address and lose an open dialog's own.
function focusField(event: MouseEvent<HTMLElement>, field: string) {
  const found = document.getElementById(fieldId(field));
  if (!found) return;
  event.preventDefault();
  found.focus();
}
