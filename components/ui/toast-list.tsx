'use client';

import * as Radix from '@radix-ui/react-toast';
import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { leaveEscapeToDialog } from './escape.ts';
import { IconButton } from './icon-button.tsx';
import type { Shown } from './toast-types.ts';

const DURATION_MS = 10_000;

const icons = { neutral: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

type Props = { toasts: Shown[]; onClose: (id: number) => void };

/** The toasts in sight; apart from their provider only to be fetched with the first one. */
export default function ToastList({ toasts, onClose }: Props): ReactNode {
  const t = useTranslations('ui');
  return (
    <Radix.Provider label={t('notification')} duration={DURATION_MS}>
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onClose={() => onClose(toast.id)} />
      ))}
      <Radix.Viewport className="toasts" label={t('notifications')} />
    </Radix.Provider>
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
      onEscapeKeyDown={leaveEscapeToDialog}
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
