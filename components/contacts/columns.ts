/** The manual's columns, and one more for who asks for it. */
export const CONTACT_COLUMNS = [
  'id',
  'name',
  'type',
  'phone',
  'owner',
  'status',
  'origin',
  'active',
  'created',
  'activity',
] as const;

/** The column of a custom field: hidden until somebody chooses it. */
export const customColumn = (fieldId: number) => `f${fieldId}`;

/** What is hidden until somebody chooses. */
export const HIDDEN_AT_FIRST: string[] = ['activity'];

/** Columns from left to right: all of them, and those shown. */
export type ShownColumns = { all: string[]; visible: string[] };

/**
 * What the list shows: the columns of its address or view, else those that the person does not hide, and the custom fields they chose. `chosen` and
 * `own.order` may name what is gone by now.
 */
export function shownColumns(
  chosen: string[] | null,
  own: { hidden: string[]; order: string[]; fields: number[] },
  fields: { id: number }[],
): ShownColumns {
  const usual = [...CONTACT_COLUMNS, ...fields.map(({ id }) => customColumn(id))];
  const first = (chosen ?? own.order).filter((key) => usual.includes(key));
  const all = [...first, ...usual.filter((key) => !first.includes(key))];
  const custom = own.fields.map(customColumn);
  const isOwn = (key: string) =>
    CONTACT_COLUMNS.some((one) => one === key) ? !own.hidden.includes(key) : custom.includes(key);
  // The name leads to the contact.
  const isShown = (key: string) => key === 'name' || (chosen ? chosen.includes(key) : isOwn(key));
  return { all, visible: all.filter(isShown) };
}
