'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

type Density = { isCompact: boolean; setCompact: (isCompact: boolean) => void };

const DensityContext = createContext<Density | null>(null);

/** How dense tables are, and the way to change it; null where nobody remembers it. */
export const useDensity = () => useContext(DensityContext);

type Props = {
  isCompact: boolean;
  /** Keeps the choice, and says whether that worked. */
  remember: (choice: { isCompact: boolean }) => Promise<{ ok: boolean }>;
  children: ReactNode;
};

/** Rows change at once, on the document itself, which comes from the server as they were left. */
export function DensityProvider({ isCompact: initially, remember, children }: Props) {
  const [isCompact, setShown] = useState(initially);
  const density = useMemo(() => {
    const show = (next: boolean) => {
      setShown(next);
      document.documentElement.toggleAttribute('data-compact', next);
    };
    const setCompact = async (next: boolean) => {
      show(next);
      const kept = await remember({ isCompact: next }).catch(() => ({ ok: false }));
      if (!kept.ok) show(!next);
    };
    return { isCompact, setCompact };
  }, [isCompact, remember]);
  return <DensityContext value={density}>{children}</DensityContext>;
}
