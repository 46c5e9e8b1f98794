/** Closed lists of targets. This file imports nothing. */

/** What a target counts: contacts that come into a status, or that arrive from an origin. */
export const TARGET_KINDS = ['status', 'origin'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** How long a target has, each time anew. */
export const TARGET_SPANS = ['week', 'month'] as const;
export type TargetSpan = (typeof TARGET_SPANS)[number];
