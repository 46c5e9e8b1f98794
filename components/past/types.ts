import type { LocalMinute } from '#domain/past/moment-rules.ts';
import type { PastQuery } from '#domain/past/query.ts';

type Named = { id: number; name: string };

/** A status as bars and areas show it. */
export type BarStatus = Named & { isRetired: boolean };

/** What the past can be narrowed by. */
export type PastChoices = { origins: Named[]; members: Named[]; segments: Named[] };

/** The board's query with everything that was not asked for filled in. */
export type FullQuery = PastQuery & { at: LocalMinute };
