'use client';

import * as Radix from '@radix-ui/react-toast';
import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

const DURATION_MS = 10_000;
const MOST_AT_ONCE = 3;

export type Toast = {
  title: ReactNode;
  description?: ReactNode;
  /** What can still be done about it: "Desfazer". */
  action?: { label: string; onSelect: () => void };
  tone?: 'neutral' | 'warning' | 'danger';
};

type Shown = Toast & { id: number; open: boolean };

const icons = { neutral: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** A function that shows a short message for 10 s: pausable by pointer or focus, reached with F8. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('ui');
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
      <Radix.Provider label={t('notification')} duration={DURATION_MS}>
        {shown.map((toast) => (
          <OneToast key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
        <Radix.Viewport className="toasts" label={t('notifications')} />
      </Radix.Provider>
    </ToastContext>
  );
}

function OneToast({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const t = useTranslations('ui');
  const tone = toast.tone ?? 'neutral';
  const Icon = icons[tone];
  return (
    <Radix.Root
      className={classNames('toast', `toast-${tone}`)}
      open={toast.open}
      onOpenChange={(open) => !open && onClose()}
    >
      <Icon />
      <div className="min-w-0 flex-1 py-1">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.description && (
          <Radix.Description className="text-sm text-foreground-muted">{toast.description}</Radix.Description>
        )}
      </div>
      {toast.action && (
        <Radix.Action altText={toast.action.label} asChild onClick={toast.action.onSelect}>
          <Button size="small">{toast.action.label}</Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton label={t('close')} size="small">
          <X />
        </IconButton>
      </Radix.Close>
    </Radix.Root>
  );
}
