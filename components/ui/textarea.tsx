import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** Grows with what is typed, up to a part of the screen. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={classNames('input', className)} {...rest} />;
}
