import { useTranslations } from 'next-intl';
import type { CallFailure } from '#domain/whatsapp/outcome.ts';

/** Says why a call to Meta brought nothing, and what to do. */
export function useCallFailure(): (failure: CallFailure) => string {
  const t = useTranslations('whatsapp');
  return (failure) => {
    if (failure.kind !== 'refused') return t(`failures.${failure.kind}`);
    const said = t('metaSaid', { code: String(failure.code), message: failure.title });
    return `${t(`topics.${failure.topic}`)} ${said}`;
  };
}
