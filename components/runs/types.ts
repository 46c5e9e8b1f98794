import type { MissEntry } from '#domain/automations/list-misses.ts';

/** A miss with its detail in words. */
export type ShownMiss = MissEntry & { words: string };
