'use client';

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import type { Shown, Toast } from './toast-types.ts';

const MOST_AT_ONCE = 3;

// Fetched with the first toast; should that fail, the page goes on without it.
const ToastList = lazy(() => import('./toast-list.tsx').catch(() => ({ default: NoToasts })));

function NoToasts(): ReactNode {
  return null;
}

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** A function that shows a short message for 10 s: pausable by pointer or focus, reached with F8. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);

  const show = useCallback((toast: Toast) => {
    lastId += 1;
    const added = { ...toast, id: lastId, open: true };
    setShown((before) => [...before.filter(({ open }) => open), added].slice(-MOST_AT_ONCE));
  }, []);

  // Kept in the list while closing, so that its way out can be seen.
  function close(id: number) {
    setShown((before) => before.map((toast) => (toast.id === id ? { ...toast, open: false } : toast)));
  }

  return (
    <ToastContext value={show}>
      {children}
      {shown.length > 0 && (
        <Suspense fallback={null}>
          <ToastList toasts={shown} onClose={close} />
        </Suspense>
      )}
    </ToastContext>
  );
}
