import { cookies, headers } from 'next/headers';
import { LOCALES, type Locale } from '#db/values.ts';
import { currentSession } from './auth.ts';

/** Remembers the language of people who are not signed in. */
export const LOCALE_COOKIE = 'locale';

/** The reader's language: their profile's, else their cookie's, else the browser's first that we speak, else pt-BR. */
export async function currentLocale(): Promise<Locale> {
  const session = await currentSession();
  if (session) return session.person.locale;
  const remembered = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(remembered)) return remembered;
  return negotiate((await headers()).get('accept-language') ?? '');
}

/** Whether `value` names a language that the product speaks. */
export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The first language of an Accept-Language header that the product speaks. */
export function negotiate(header: string): Locale {
  for (const part of header.slice(0, 200).split(',')) {
    const language = part.split(';')[0]?.trim().slice(0, 2).toLowerCase();
    const match = LOCALES.find((locale) => locale.slice(0, 2).toLowerCase() === language);
    if (match) return match;
  }
  return 'pt-BR';
}
