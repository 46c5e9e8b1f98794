import { useTranslations } from 'next-intl';
import { Forbidden } from '#components/ui/forbidden.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** What sales staff see: automations are for those who lead. */
export function ForbiddenAutomations() {
  const t = useTranslations('automations');
  return (
    <div className="page">
      <PageHeader title={t('title')} />
      <Forbidden title={t('forbiddenTitle')} back={{ href: '/pipeline', words: t('toPipeline') }}>
        {t('forbiddenBody')}
      </Forbidden>
    </div>
  );
}
