import type { BroughtGroup } from '#domain/automations/let-go.ts';
import type { Group, GroupWithTotal } from '#domain/groups/list.ts';
import type { Action } from '#domain/result.ts';

/** What the page hands to its screen. */
export type GroupActions = {
  create: Action<Group>;
  rename: Action<Group>;
  remove: Action<Group>;
  restore: Action<BroughtGroup>;
};

/** A group and whether the reader may rename and delete it. */
export type ShownGroup = GroupWithTotal & { mayChange: boolean };
