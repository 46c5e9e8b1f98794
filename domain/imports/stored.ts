import { z } from 'zod';
import type { FileFacts, Forecast, ImportPlan, OutcomeCounts } from './types.ts';

/** What our own tables hold as JSON. Written by us alone, so that a look at its shape is enough. */
const object = z.record(z.string(), z.unknown());

const isFilled = (value: unknown) =>
  object.safeParse(value).success && Object.keys(value as object).length > 0;

/** The facts of a file that has been read, else null. */
export const storedFile = (value: unknown): FileFacts | null =>
  isFilled(value) ? (value as FileFacts) : null;
/** The plan, guessed or saved; null before the file has been read. */
export const storedPlan = (value: unknown): ImportPlan | null =>
  isFilled(value) ? (value as ImportPlan) : null;
/** What a check found. */
export const storedForecast = (value: unknown): Forecast | null =>
  isFilled(value) ? (value as Forecast) : null;
/** How many rows ended how. */
export const storedCounts = (value: unknown): OutcomeCounts | null =>
  isFilled(value) ? (value as OutcomeCounts) : null;
