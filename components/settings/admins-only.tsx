import { ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

/** What others see of a page that is for admins. */
export function AdminsOnly() {
  const t = useTranslations('settings');
  return (
    <Empty
      icon={<ShieldOff />}
      title={t('forbiddenTitle')}
      action={<ButtonLink href="/settings/profile">{t('backToProfile')}</ButtonLink>}
    >
      {t('forbiddenBody')}
    </Empty>
  );
}
