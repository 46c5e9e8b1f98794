import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Control = ReactElement<{
  id?: string;
  name?: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}>;

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Says "(opcional)" after the label: with few optional fields, that is quieter than stars on all others. */
  optional?: boolean;
  className?: string;
  /** One input, textarea or select with a `name`. */
  children: Control;
};

/** Label above, hint below, error at the field; the control learns its id and what describes it. */
export function Field({ label, hint, error, optional, className, children }: Props) {
  const t = useTranslations('ui');
  const id = children.props.id ?? fieldId(children.props.name ?? 'field');
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`, children.props['aria-describedby']];
  return (
    <div className={classNames('field', className)}>
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="field-note"> {t('optional')}</span>}
      </label>
      {cloneElement(children, {
        id,
        'aria-describedby': describedBy.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <CircleAlert />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** The id a field takes when its control has none: what an error summary links to. */
export function fieldId(name: string): string {
  return `field-${name}`;
}
