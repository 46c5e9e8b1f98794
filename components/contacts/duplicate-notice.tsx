import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Duplicate } from '#domain/contacts/find-duplicate.ts';

/** Says who already has a phone or e-mail, with a way there that loses nothing typed here. */
export function DuplicateNotice({ duplicate }: { duplicate: Duplicate | undefined }) {
  const t = useTranslations('contacts');
  return (
    <div role="status">
      {duplicate && (
        <p className="notice notice-warning duplicate">
          <CircleAlert />
          <span className="min-w-0 flex-1">
            {words(duplicate, t)}{' '}
            {duplicate.contact && (
              <a className="link" href={`/contacts/${duplicate.contact.id}`} target="_blank" rel="noopener">
                {t('openInTab')}
              </a>
            )}
          </span>
        </p>
      )}
    </div>
  );
}

function words({ contact, ownerName }: Duplicate, t: ReturnType<typeof useTranslations<'contacts'>>): string {
  if (contact) return t('duplicateOf', { name: contact.name });
  return ownerName ? t('duplicateOwned', { owner: ownerName }) : t('duplicateHidden');
}
