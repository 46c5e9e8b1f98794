import type { Foreseen } from '#domain/automations/foresee-types.ts';
import type { BulkPreview } from '#domain/bulk/preview.ts';
import type { BulkView } from '#domain/bulk/view.ts';
import type { Added } from '#domain/contacts/add-identity.ts';
import type { Created } from '#domain/contacts/create.ts';
import type { ContactRow } from '#domain/contacts/list.ts';
import type { ContactsMerged } from '#domain/contacts/merge.ts';
import type { IdentityMoved } from '#domain/contacts/move-identity.ts';
import type { Moved } from '#domain/contacts/move-to-status.ts';
import type { Restored } from '#domain/contacts/restore.ts';
import type { ContactSplit } from '#domain/contacts/split.ts';
import type { Group } from '#domain/groups/list.ts';
import type { Action } from '#domain/result.ts';
import type { Moment } from '#lib/moment.ts';

type Saved = { id: number; version: number };

/** What the pages hand to their screens. */
export type ListActions = { create: Action<Created>; setActive: Action<Saved> };
/** `fromId` null: the other one is looked for first. */
export type MergeRequest = { intoId: number; fromId: number | null };

export type MergeActions = { merge: Action<ContactsMerged>; split: Action<ContactSplit> };
export type IdentityActions = MergeActions & {
  add: Action<Added>;
  remove: Action<Saved>;
  setMain: Action<Saved>;
  move: Action<IdentityMoved>;
  moveToNew: Action<IdentityMoved>;
};

export type BulkActions = {
  preview: Action<BulkPreview>;
  foresee: Action<Foreseen>;
  start: Action<BulkView>;
  undo: Action<BulkView>;
};
export type ContactActions = {
  update: Action<Saved>;
  setOwner: Action<Saved>;
  setActive: Action<Saved>;
  move: Action<Moved>;
  remove: Action<{ id: number }>;
  restore: Action<Restored>;
};

/** What a contact's page does with groups. */
export type GroupActions = { add: Action<unknown>; remove: Action<unknown>; create: Action<Group> };

/** An answer to a custom field as it is read and as it is typed. */
export type CustomText = { shown: string; typed: string };
/** By the field's id; no answer, no key. */
export type CustomTexts = Record<string, CustomText>;

export type RowView = Omit<ContactRow, 'createdAt' | 'lastActivityAt'> & {
  created: Moment;
  /** Only where its column is shown. */
  activity: Moment | undefined;
  /** Answers to the custom fields that are columns, by the field's id. */
  custom: Record<string, string>;
};

/** Details that are edited in place, as text. */
export type TextField = 'firstName' | 'lastName' | 'company' | 'website' | 'phone' | 'email';
