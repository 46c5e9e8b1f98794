import type { ReactNode } from 'react';

export type Toast = {
  title: ReactNode;
  description?: ReactNode;
  /** What can still be done about it: "Desfazer". */
  action?: { label: string; onSelect: () => void };
  tone?: 'neutral' | 'warning' | 'danger';
};

/** One on the screen; kept while it closes. */
export type Shown = Toast & { id: number; open: boolean };
