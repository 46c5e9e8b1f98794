/** Remembers in the browser whether the rail is folded: `1` when it is. */
export const RAIL_COOKIE = 'rail-folded';
