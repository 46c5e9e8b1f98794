import Link from 'next/link';
import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from './class-names.ts';

type Look = {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'medium' | 'small';
};

export type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean };

/** A push button; `pending` keeps its width and its focus, shows a spinner and swallows presses. */
export function Button({ variant, size, pending, className, children, type, ...rest }: ButtonProps) {
  const busy = pending ? { 'aria-busy': true, 'aria-disabled': true, onClick: swallow } : null;
  return (
    <button type={type ?? 'button'} className={look({ variant, size }, className)} {...rest} {...busy}>
      {pending ? (
        <>
          <span className="btn-label">{children}</span>
          <span className="spinner" />
        </>
      ) : (
        children
      )}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look;

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  // Every page is made for its reader: there is nothing to fetch ahead.
  return <Link prefetch={false} className={look({ variant, size }, className)} {...rest} />;
}

function look({ variant = 'secondary', size }: Look, className?: string): string {
  return classNames('btn', `btn-${variant}`, size === 'small' && 'btn-small', className);
}

function swallow(event: MouseEvent) {
  event.preventDefault();
}
