import { getLocale, getTranslations } from 'next-intl/server';
import { Button } from '#components/ui/button.tsx';
import { LOCALES, type Locale } from '#db/values.ts';

/** Each language in its own words, so that it is found by those who speak it. */
const LANGUAGES: Record<Locale, string> = { 'pt-BR': 'Português (Brasil)', en: 'English', es: 'Español' };

/** For people who are not signed in: remembered by a cookie. Works without JavaScript. */
export async function LanguagePicker({ action }: { action: (form: FormData) => Promise<void> }) {
  const [current, t] = await Promise.all([getLocale(), getTranslations('auth')]);
  return (
    <form action={action} className="auth-foot" aria-label={t('language')}>
      {LOCALES.map((locale) => (
        <Button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          variant="quiet"
          size="small"
          aria-pressed={locale === current}
        >
          {LANGUAGES[locale]}
        </Button>
      ))}
    </form>
  );
}
