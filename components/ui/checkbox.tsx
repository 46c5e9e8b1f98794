import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  /** The label is for ears only, e.g. in a table whose header says it. */
  hideLabel?: boolean;
};

export function Checkbox({ label, hideLabel, className, ...rest }: Props) {
  return (
    <label className={classNames('choice', className)}>
      <input type="checkbox" className="checkbox" {...rest} />
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
