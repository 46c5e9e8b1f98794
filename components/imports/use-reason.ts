'use client';

import { useTranslations } from 'next-intl';
import { useColumnName } from './use-column-name.ts';

/** Says why a row ended as it did, with the column that was the reason (from 1; null: the whole row). */
export function useReason(headers: string[]) {
  const t = useTranslations('imports');
  const problems = useTranslations('imports.problems');
  const columnName = useColumnName();
  return (reason: string, column: number | null): string => {
    const said = problems.has(reason) ? problems(reason) : reason;
    if (column === null) return said;
    return t('inColumn', { column: columnName(headers[column - 1] ?? '', column - 1), reason: said });
  };
}
