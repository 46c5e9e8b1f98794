import { useTranslations } from 'next-intl';
import { Forbidden } from '#components/ui/forbidden.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** What sales staff see: importing is for those who lead. */
export function ForbiddenImports() {
  const t = useTranslations('imports');
  return (
    <div className="page">
      <PageHeader title={t('title')} />
      <Forbidden title={t('forbiddenTitle')} back={{ href: '/contacts', words: t('toContacts') }}>
        {t('forbiddenBody')}
      </Forbidden>
    </div>
  );
}
