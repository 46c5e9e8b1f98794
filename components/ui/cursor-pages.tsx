import { ButtonLink } from './button.tsx';

type Props = {
  words: { label: string; first: string; next: string };
  /** Back to where the list begins; null: it is there. */
  firstHref: string | null;
  /** Null: there are no more. */
  nextHref: string | null;
  className?: string;
};

/** Pages of a list that is read on and on: to its beginning, and further. */
export function CursorPages({ words, firstHref, nextHref, className = 'pagination' }: Props) {
  if (firstHref === null && nextHref === null) return null;
  return (
    <nav className={className} aria-label={words.label}>
      {firstHref !== null && (
        <ButtonLink size="small" href={firstHref}>
          {words.first}
        </ButtonLink>
      )}
      {nextHref !== null && (
        <ButtonLink size="small" href={nextHref} rel="next">
          {words.next}
        </ButtonLink>
      )}
    </nav>
  );
}
