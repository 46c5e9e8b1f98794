import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = Omit<ComponentProps<'input'>, 'type' | 'role'> & { label: ReactNode; hideLabel?: boolean };

/** On or off. A checkbox underneath, so a form sends it without JavaScript. */
export function Switch({ label, hideLabel, className, ...rest }: Props) {
  return (
    <label className={classNames('choice', className)}>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox has its own checked state */}
      <input type="checkbox" role="switch" className="switch" {...rest} />
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
