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
