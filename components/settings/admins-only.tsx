import { useTranslations } from 'next-intl';
import { Forbidden } from '#components/ui/forbidden.tsx';

/** What others see of a page that is for admins. */
export function AdminsOnly() {
  const t = useTranslations('settings');
  return (
    <Forbidden title={t('forbiddenTitle')} back={{ href: '/settings/profile', words: t('backToProfile') }}>
      {t('forbiddenBody')}
    </Forbidden>
  );
}
