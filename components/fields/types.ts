import type { Field } from '#domain/fields/types.ts';
import type { FieldUse } from '#domain/fields/use.ts';
import type { Action } from '#domain/result.ts';

/** What the page hands to its screen. */
export type FieldActions = {
  create: Action<Field>;
  update: Action<Field>;
  reorder: Action<void>;
  remove: Action<{ id: number; name: string; answerTotal: number }>;
  use: Action<FieldUse>;
};
