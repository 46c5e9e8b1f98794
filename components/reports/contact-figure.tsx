import type { ContactFilter } from '#domain/contacts/filter.ts';
import { contactsHref } from '#domain/reports/about.ts';
import { Figure } from './figure.tsx';

/** A number of contacts that opens those of `filter`; null: nothing lists them. */
export function ContactFigure({
  value,
  filter,
  of,
}: {
  value: number;
  filter: ContactFilter | null;
  of: string;
}) {
  return <Figure value={value} href={filter && contactsHref(filter)} of={of} />;
}
