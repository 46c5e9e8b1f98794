import { classNames } from './class-names.ts';

/** One line of text, cut off where it has no room; hover and focus show the whole of it. */
export function Clipped({ text, className }: { text: string; className?: string }) {
  return (
    <span className={classNames('block truncate', className)} data-tip-clipped="">
      {text}
    </span>
  );
}
