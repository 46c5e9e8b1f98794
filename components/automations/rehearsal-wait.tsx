import { useTranslations } from 'next-intl';

/** While the past is gone through. */
export function RehearsalWait() {
  const t = useTranslations('rehearsal');
  return (
    <div className="rehearsal-wait" role="status">
      <span className="spinner" aria-hidden />
      <p>{t('working')}</p>
    </div>
  );
}
