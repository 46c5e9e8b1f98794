import { ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

/** What others see of a page that is for managers and admins. */
export function ForbiddenRuns() {
  const t = useTranslations('runs');
  return (
    <Empty
      icon={<ShieldOff />}
      title={t('forbidden')}
      action={<ButtonLink href="/pipeline">{t('toPipeline')}</ButtonLink>}
    >
      {t('forbiddenWhy')}
    </Empty>
  );
}
