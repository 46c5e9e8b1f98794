'use client';

import * as Radix from '@radix-ui/react-dialog';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';
import { isLeftByToast } from './escape.ts';
import { useOpener } from './use-opener.ts';

export type ConfirmProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the thing: "Excluir o status Novo?" */
  title: ReactNode;
  /** The consequences. */
  children: ReactNode;
  /** The verb: "Excluir". */
  confirmLabel: ReactNode;
  cancelLabel?: ReactNode;
  onConfirm: () => void;
  pending?: boolean;
  tone?: 'danger' | 'primary';
};

/** What `Confirm` shows; apart from it only to be fetched when it is wanted. */
export default function ConfirmView(props: ConfirmProps) {
  const { open, onOpenChange, title, children, confirmLabel, cancelLabel, onConfirm, pending } = props;
  const t = useTranslations('ui');
  const opener = useOpener();
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          role="alertdialog"
          className="dialog dialog-small"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            opener.remember();
            cancel.current?.focus();
          }}
          onCloseAutoFocus={opener.giveBack}
          onKeyDown={({ nativeEvent }) => isLeftByToast(nativeEvent) && onOpenChange(false)}
        >
          <div className="dialog-header">
            <Radix.Title className="dialog-title">{title}</Radix.Title>
          </div>
          <Radix.Description asChild>
            <div className="dialog-body text-foreground-muted">{children}</div>
          </Radix.Description>
          <div className="dialog-footer">
            <Radix.Close asChild>
              <Button ref={cancel}>{cancelLabel ?? t('cancel')}</Button>
            </Radix.Close>
            <Button variant={props.tone ?? 'danger'} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
