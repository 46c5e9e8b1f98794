'use client';

import { useTranslations } from 'next-intl';

/** A column's header, or "Coluna C" where it has none. */
export function useColumnName() {
  const t = useTranslations('imports');
  return (header: string, index: number): string =>
    header.trim() || t('unnamedColumn', { letters: letters(index) });
}

/** A, B, … Z, AA, as spreadsheets call their columns. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
