import { UserRoundX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

export default function ContactNotFound() {
  const t = useTranslations('contacts');
  return (
    <div className="page">
      <Empty
        icon={<UserRoundX />}
        title={t('missing')}
        action={<ButtonLink href="/contacts">{t('toList')}</ButtonLink>}
      >
        {t.rich('missingWhy', {
          trash: (words) => (
            <Link prefetch={false} className="link" href="/contacts/trash">
              {words}
            </Link>
          ),
        })}
      </Empty>
    </div>
  );
}
