import { Button, ButtonLink, type ButtonLinkProps, type ButtonProps } from './button.tsx';
import { classNames } from './class-names.ts';

type Labelled = {
  /** The accessible name, shown as the tooltip too. */
  label: string;
  tipSide?: 'top' | 'bottom' | 'left' | 'right';
};

/** An icon alone, with its name for ears and, on hover and focus, for eyes. */
export function IconButton({
  label,
  tipSide,
  variant = 'quiet',
  className,
  ...rest
}: ButtonProps & Labelled) {
  return (
    <Button
      variant={variant}
      className={classNames('btn-icon', className)}
      aria-label={label}
      data-tip={label}
      data-tip-side={tipSide}
      {...rest}
    />
  );
}

export function IconLink({
  label,
  tipSide,
  variant = 'quiet',
  className,
  ...rest
}: ButtonLinkProps & Labelled) {
  return (
    <ButtonLink
      variant={variant}
      className={classNames('btn-icon', className)}
      aria-label={label}
      data-tip={label}
      data-tip-side={tipSide}
      {...rest}
    />
  );
}
