import type { Moved } from '#domain/contacts/move-to-status.ts';
import type { Named } from '#domain/pipeline/read-facts.ts';
import type { Action } from '#domain/result.ts';

export type Names = { origins: Named[]; members: Named[] };

export type PipelineActions = { move: Action<Moved>; setPreferences: Action<void> };

/** The card under the pointer, and the column that would take it. */
export type Dragged = { id: number; overStatusId: number | null };
