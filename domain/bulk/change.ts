import type { ContactType } from '#db/values.ts';
import type { FieldValue } from '../fields/types.ts';

/** What is done to each of many contacts. */
export type BulkChange =
  | { kind: 'status'; statusId: number }
  | { kind: 'origin'; originId: number }
  /** Nobody for an empty list; several share the contacts evenly, in the order of their ids. */
  | { kind: 'owner'; ownerIds: number[] }
  | { kind: 'type'; type: ContactType }
  | { kind: 'active'; isActive: boolean }
  | { kind: 'group_add' | 'group_remove'; groupId: number }
  /** One answer to a custom field for all; null takes it away. */
  | { kind: 'field'; fieldId: number; value: FieldValue }
  | { kind: 'delete' };

export type BulkKind = BulkChange['kind'];

/** Hand-picked contacts, or all that match the address of a list but a few. */
export type Selection = { ids: number[] } | { query: string; except: number[] };

/** Up to so many are changed within the request that asks; more are the worker's. */
export const AT_ONCE_MAX = 500;
/** How many a person may pick by hand. */
export const PICKED_MAX = 5_000;
/** For so long an act can be undone. */
export const UNDO_DAYS = 30;
