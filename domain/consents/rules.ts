import { CONSENT_PURPOSES, CONSENT_SOURCES, type ConsentPurpose, type ConsentSource } from '#db/values.ts';

/** Whether `typed` is a moment that a calendar and a clock can show: YYYY-MM-DDTHH:MM, from 1900 on. */
export function isLocalTime(typed: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(typed)) return false;
  const date = new Date(`${typed}:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed);
}

/** The code that a purpose is, or null where it is somebody's own words. */
export function purposeCode(purpose: string): ConsentPurpose | null {
  return CONSENT_PURPOSES.find((code) => code === purpose) ?? null;
}

/** The code that a source is, or null where it is somebody's own words. */
export function sourceCode(source: string): ConsentSource | null {
  return CONSENT_SOURCES.find((code) => code === source) ?? null;
}
