/** A period, step by step: of each day, how many stood in each of `statusIds`. */
export type Frames = { days: string[]; statusIds: number[]; totals: number[][] };
