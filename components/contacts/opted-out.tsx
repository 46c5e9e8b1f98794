import { BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';

/** Beside the name of somebody who wants no messages. */
export function OptedOutBadge() {
  const t = useTranslations('contacts');
  return (
    <Badge tone="warning">
      <BellOff aria-hidden />
      {t('optedOut')}
    </Badge>
  );
}

/** The same where there is room for a sign only. */
export function OptedOutMark() {
  const label = useTranslations('contacts')('optedOut');
  return <BellOff className="opted-out-mark" role="img" aria-label={label} data-tip={label} />;
}
