import type { ReactNode } from 'react';
import type { Role } from '#db/values.ts';
import type { Action } from '#domain/result.ts';

/** Who is signed in, as the frame shows them. */
export type Person = { userId: number; name: string; email: string; role: Role };

export type Workspace = { id: number; name: string };

/** What the frame can ask of the server; each refreshes the page by itself. */
export type FrameActions = {
  setAppearance: Action<void>;
  switchWorkspace: Action<void>;
  signOut: Action<void>;
};

/** What stands beside the name of an area: how much waits there. By the area's key. */
export type Badges = Readonly<Record<string, ReactNode>>;
