import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

/** What is missing and what belongs to another workspace look the same. */
export default function NotFound() {
  const t = useTranslations('ui');
  return (
    <>
      <h1 className="sr-only">{t('notFoundTitle')}</h1>
      <Empty
        icon={<SearchX />}
        title={t('notFoundTitle')}
        action={<ButtonLink href="/pipeline">{t('notFoundAction')}</ButtonLink>}
      >
        {t('notFoundBody')}
      </Empty>
    </>
  );
}
