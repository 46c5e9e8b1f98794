import type { ImportState } from '#db/values.ts';
import { MISSING, type World } from './world.ts';

export type Who = 'everyone' | 'leads' | 'admins';

/** One action: who may, with what it is asked, and what asking about something missing (or another workspace's) answers. */
export type ActionRow = {
  may: Who;
  /** With `id`s of `world`; null for ids asks about what does not exist. */
  input: (world: World, isMissing: boolean) => unknown | Promise<unknown>;
  /** Left out where the action names no record of the workspace. */
  missing?: string;
};

export const or = (isMissing: boolean, id: number) => (isMissing ? MISSING : id);
export const NO_CHANGE = '00000000-0000-4000-8000-000000000000';
export const contact = (extra: object) => (world: World, isMissing: boolean) => ({
  id: or(isMissing, world.contactId),
  version: 1,
  ...extra,
});
export const origin = (world: World, isMissing: boolean) => ({ id: or(isMissing, world.otherOriginId) });

export const importIn = (state: ImportState) => async (world: World, isMissing: boolean) => ({
  id: isMissing ? MISSING : await world.importId(state),
});

/** Tells nobody whether a hand-picked contact is missing or another workspace's; a status is as gone. */
export const bulk = (isStart: boolean) => (world: World, isMissing: boolean) => ({
  selection: { ids: [world.contactId] },
  change: { kind: 'status', statusId: or(isMissing, world.statusId) },
  ...(isStart && { expectedTotal: 1, requestId: NO_CHANGE }),
});
