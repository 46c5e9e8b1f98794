import { ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** What sales staff see: automations are for those who lead. */
export function ForbiddenAutomations() {
  const t = useTranslations('automations');
  return (
    <div className="page">
      <PageHeader title={t('title')} />
      <Empty
        icon={<ShieldOff />}
        title={t('forbiddenTitle')}
        action={<ButtonLink href="/pipeline">{t('toPipeline')}</ButtonLink>}
      >
        {t('forbiddenBody')}
      </Empty>
    </div>
  );
}
