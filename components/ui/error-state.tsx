import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from './button.tsx';

type Props = {
  /** What happened; by default that this part could not be loaded. */
  title?: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
  onRetry?: () => void;
  /** The way to try again where no function can be given (server components). */
  retryHref?: string;
  requestId?: string;
};

/** Something failed: what, what to do, a way to try again, and the id that support will ask for. */
export function ErrorState({ title, children, onRetry, retryHref, requestId }: Props) {
  const t = useTranslations('ui');
  return (
    <div className="state" role="alert">
      <TriangleAlert />
      <p className="state-title">{title ?? t('errorTitle')}</p>
      <div className="text-foreground-muted">{children ?? t('errorBody')}</div>
      <div className="state-action">
        {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
        {retryHref && <ButtonLink href={retryHref}>{t('retry')}</ButtonLink>}
      </div>
      {requestId && (
        <p className="mt-4 text-xs text-foreground-subtle">
          {t('requestId')} <code className="font-mono select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
