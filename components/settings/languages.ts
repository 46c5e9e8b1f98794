import type { Locale } from '#db/values.ts';

/** Each language in its own words, so that it is found by those who speak it. */
export const LANGUAGES: Record<Locale, string> = {
  'pt-BR': 'Português (Brasil)',
  en: 'English',
  es: 'Español',
};
