type Named = { id: number; name: string };

/** What a report can be narrowed by. */
export type ReportChoices = { origins: Named[]; members: Named[]; segments: Named[] };

/** What only some reports let their reader choose. */
export type ReportOffer = 'compare' | 'lens' | 'names';
