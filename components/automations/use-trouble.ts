import { useTranslations } from 'next-intl';
import type { CardProblem } from '#domain/automations/rules.ts';

/** Problems in words, one sentence each; some say it in words of their own for a field. */
export function useTrouble(): (problems: readonly CardProblem[]) => string {
  const t = useTranslations('automations');
  const general = useTranslations('problems');
  return (problems) =>
    problems
      .map(({ code, field, params }) => {
        const own = `trouble.${code}_${field}`;
        if (t.has(own)) return t(own, params);
        if (t.has(`trouble.${code}`)) return t(`trouble.${code}`, params);
        return general.has(code) ? general(code, params) : t('trouble.invalid', params);
      })
      .join(' ');
}
