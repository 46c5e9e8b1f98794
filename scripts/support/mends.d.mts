/** Changes with the mends: where it differs, they are made anew. */
export const MENDS_STAMP: string;

/** Mends the installed packages that need it; what is mended stays as it is. Throws when one is another than these mends are for. */
export function mendPackages(root: string): void;
