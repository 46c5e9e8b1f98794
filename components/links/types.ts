import type { TrackedLink } from '#domain/auto-lead/list-links.ts';
import type { Action } from '#domain/result.ts';
import type { Moment } from '#lib/moment.ts';

/** A link as the screen shows it: the phone as people write it. */
export type LinkView = Omit<TrackedLink, 'createdAt'> & { created: Moment };

export type LinkChoices = {
  origins: { id: number; name: string }[];
  numbers: { id: number; name: string }[];
};

export type LinkActions = {
  create: Action<{ id: number; code: string }>;
  update: Action<{ id: number }>;
  archive: Action<{ name: string }>;
};
