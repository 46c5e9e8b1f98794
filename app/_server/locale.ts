import { cookies, headers } from 'next/headers';
import { LOCALES, type Locale } from '#db/values.ts';
import { currentSession } from './auth.ts';

/** Remembers the language of people who are not signed in. */
const LOCALE_COOKIE = 'locale';

/** The reader's language: their profile's, else their cookie's, else the browser's first that we speak, else pt-BR. */
export async function currentLocale(): Promise<Locale> {
  const session = await currentSession();
  if (session) return session.person.locale;
  const remembered = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(remembered)) return remembered;
  return negotiate((await headers()).get('accept-language') ?? '');
}

function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The first language of an Accept-Language header that the product speaks. */
function negotiate(header: string): Locale {
  for (const part of header.slice(0, 200).split(',')) {
    const language = part.split(';')[0]?.trim().slice(0, 2).toLowerCase();
    const match = LOCALES.find((locale) => locale.slice(0, 2).toLowerCase() === language);
    if (match) return match;
  }
  return 'pt-BR';
}

/** Remembers the language that somebody who is not signed in has chosen; anything else is ignored. */
export async function rememberLocale(value: unknown): Promise<void> {
  if (typeof value !== 'string' || !isLocale(value)) return;
  (await cookies()).set(LOCALE_COOKIE, value, { path: '/', sameSite: 'lax', maxAge: 365 * 86_400 });
}
