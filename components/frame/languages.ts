import type { Locale } from '#db/values.ts';

/** Each language in its own words, so that it is found by those who speak it. */
export const languages: { value: Locale; label: string }[] = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];
