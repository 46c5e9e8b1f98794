import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** The browser's own select, so that phones show their own picker. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="select">
      <select className={classNames('input', className)} {...rest} />
      <ChevronDown />
    </span>
  );
}
