'use client';

import { createContext, useContext } from 'react';

/** What whoever shows filters can do with one, given as addresses spell it (`all(status.is:1)`; empty: everybody). */
export type FilterTools = {
  words: (filter: string) => string;
  /** Opens the builder; gives what was made of it, or null when it was left as it was. */
  edit: (filter: string) => Promise<string | null>;
};

const FilterContext = createContext<FilterTools>({ words: (filter) => filter, edit: async () => null });

export const FilterToolsProvider = FilterContext.Provider;

/** The tools that the page has put around. */
export function useFilterTools(): FilterTools {
  return useContext(FilterContext);
}
