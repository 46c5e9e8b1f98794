type Props = {
  /** ISO 8601, for machines. */
  dateTime: string;
  /** Already in the reader's words: "há 3 dias". */
  relative: string;
  /** Already in the reader's format: "12/03/2026 14:05". Shown on hover and focus. */
  exact: string;
  /** Off where a stop on every row would be a burden and the exact time is told elsewhere. */
  focusable?: boolean;
};

export function Time({ dateTime, relative, exact, focusable = true }: Props) {
  return (
    <time dateTime={dateTime} data-tip={exact} tabIndex={focusable ? 0 : undefined}>
      {relative}
    </time>
  );
}
