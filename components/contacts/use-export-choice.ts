import { useState } from 'react';
import type { ExportColumn } from '#domain/exports/columns.ts';

export type ExportFormat = 'csv' | 'xlsx';

const STORED = 'contacts-export';

/** What is kept is what was left out: a custom field made since then comes along. */
type Stored = { format: ExportFormat; without: string[] };

/** The format and the columns, as they were chosen last in this browser. */
export function useExportChoice(columns: ExportColumn[]) {
  const [before] = useState(recall);
  const [format, setFormat] = useState(before.format);
  const [keys, setKeys] = useState<string[]>(() =>
    columns.map(({ key }) => key).filter((key) => !before.without.includes(key)),
  );
  const remember = () => {
    const without = columns.map(({ key }): string => key).filter((key) => !keys.includes(key));
    keep({ format, without });
  };
  return { format, setFormat, keys, setKeys, remember };
}

function recall(): Stored {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const { format, without } = (stored ?? {}) as Partial<Record<keyof Stored, unknown>>;
    return {
      format: format === 'xlsx' ? 'xlsx' : 'csv',
      without: Array.isArray(without) ? without.filter((key) => typeof key === 'string') : [],
    };
  } catch {
    return { format: 'csv', without: [] };
  }
}

/** Browsers may refuse to keep anything; then the next time begins anew. */
function keep(choice: Stored): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(choice));
  } catch {}
}
