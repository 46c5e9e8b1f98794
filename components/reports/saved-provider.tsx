'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Report, ReportQuery } from '#domain/reports/query.ts';
import type { Action } from '#domain/result.ts';
import type { SavedReport } from '#domain/saved-reports/list.ts';

/** The report on the screen: what saving keeps. */
export type OnScreen = { report: Report; query: ReportQuery };

export type SavedReports = {
  /** Those that the reader may open, and what they may do with them. */
  list: SavedReport[];
  userId: number;
  mayShare: boolean;
  actions: {
    create: Action<SavedReport>;
    update: Action<SavedReport>;
    remove: Action<{ name: string; changeId: string }>;
    restore: Action<SavedReport>;
  };
};

const Context = createContext<SavedReports | null>(null);

/** Hands saved reports to the frame of whichever report stands inside: they are the same for all. */
export function SavedProvider({ saved, children }: { saved: SavedReports; children: ReactNode }) {
  return <Context value={saved}>{children}</Context>;
}

/** The saved reports. @throws outside of `SavedProvider`. */
export function useSaved(): SavedReports {
  const saved = useContext(Context);
  if (!saved) throw new Error('no saved reports here');
  return saved;
}
