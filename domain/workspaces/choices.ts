import { getCountries } from 'libphonenumber-js/max';

/** What a workspace may choose from: ISO 3166-1 alpha-2 codes, and IANA names of time zones. */
export function workspaceChoices(): { countries: string[]; timeZones: string[] } {
  return { countries: getCountries(), timeZones: Intl.supportedValuesOf('timeZone') };
}
