import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { Theme } from '#db/values.ts';
import type { FrameActions, Workspace } from './types.ts';

/** A page, or something to make, that the reader's role may open. */
export type Place = {
  key: string;
  group: 'pages' | 'actions';
  href: string;
  label: string;
  /** Other words by which people look for it. */
  also: string[];
  /** What it is a part of. */
  within?: string;
  icon: ReactNode;
  shortcut?: string;
};

export type PaletteFacts = {
  places: Place[];
  /** Whose palette, in which workspace: what is remembered is theirs alone. */
  owner: string;
  workspaces: Workspace[];
  workspaceId: number;
  theme: Theme;
  actions: FrameActions;
};

/** What can be chosen in the palette: a link, or something that is done at once. */
export type Option = {
  id: string;
  label: string;
  icon: ReactNode;
  aside?: ReactNode;
} & ({ href: string } | { run: () => void; staysOpen?: boolean });

export type OptionGroup = { key: string; label: string; options: Option[] };

/** What the box above tells the list below, and what the list needs of it. */
export type PaletteBox = {
  text: string;
  listId: string;
  /** Where the list puts the function that takes the keys pressed in the box. */
  keys: RefObject<((event: KeyboardEvent) => void) | null>;
  setActiveId: (id: string | null) => void;
  /** Shows that an answer is awaited. */
  setWaiting: (isWaiting: boolean) => void;
  close: () => void;
};
