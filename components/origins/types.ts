import type { Deleted } from '#domain/origins/delete.ts';
import type { OriginDependents } from '#domain/origins/dependents.ts';
import type { Origin } from '#domain/origins/list.ts';
import type { Merged } from '#domain/origins/merge.ts';
import type { MergePreview } from '#domain/origins/preview-merge.ts';
import type { Unmerged } from '#domain/origins/unmerge.ts';
import type { Action } from '#domain/result.ts';

/** What the page hands to its screen. */
export type OriginActions = {
  create: Action<Origin>;
  update: Action<Origin>;
  forgetAlias: Action<void>;
  archive: Action<Origin>;
  unarchive: Action<Origin>;
  remove: Action<Deleted>;
  restore: Action<Origin>;
  merge: Action<Merged>;
  unmerge: Action<Unmerged>;
  dependents: Action<OriginDependents>;
  preview: Action<MergePreview>;
};
