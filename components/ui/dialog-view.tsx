'use client';

import * as Radix from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Confirm } from './confirm.tsx';
import { isLeftByToast } from './escape.ts';
import { IconButton } from './icon-button.tsx';
import { useOpener } from './use-opener.ts';

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: 'medium' | 'large';
  /** Asks before Escape, the cross or a press outside throw away what was typed inside. */
  confirmClose?: boolean;
  /** DialogBody and DialogFooter, or a form around both. */
  children: ReactNode;
};

/** What `Dialog` shows; apart from it only to be fetched when it is wanted. */
export default function DialogView(props: DialogProps) {
  const { open, onOpenChange, title, description, size, confirmClose, children } = props;
  const t = useTranslations('ui');
  const opener = useOpener();
  const wasTyped = useRef(false);
  const [asking, setAsking] = useState(false);

  function change(next: boolean) {
    if (!next && confirmClose && wasTyped.current) return setAsking(true);
    close(next);
  }

  function close(next: boolean) {
    wasTyped.current = false;
    setAsking(false);
    onOpenChange(next);
  }

  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className={classNames('dialog', size === 'large' && 'dialog-large')}
          onInput={() => {
            wasTyped.current = true;
          }}
          onOpenAutoFocus={(event) => {
            wasTyped.current = false;
            opener.remember();
            focusFirstControl(event);
          }}
          onCloseAutoFocus={opener.giveBack}
          onEscapeKeyDown={leaveToFloating}
          onKeyDown={({ nativeEvent }) => isLeftByToast(nativeEvent) && !hasFloating() && change(false)}
          {...(description ? null : { 'aria-describedby': undefined })}
        >
          <div className="dialog-header">
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('close')}>
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          {description && (
            <Radix.Description className="px-6 text-foreground-muted max-sm:px-4">
              {description}
            </Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
      <AskBeforeLosing open={asking} onOpenChange={setAsking} onDiscard={() => close(false)} />
    </Radix.Root>
  );
}

type AskProps = { open: boolean; onOpenChange: (open: boolean) => void; onDiscard: () => void };

function AskBeforeLosing({ open, onOpenChange, onDiscard }: AskProps) {
  const t = useTranslations('ui');
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={t('discardTitle')}
      confirmLabel={t('discard')}
      cancelLabel={t('keepEditing')}
      onConfirm={onDiscard}
    >
      {t('discardBody')}
    </Confirm>
  );
}

// A menu or popover that is open inside the dialog takes Escape for itself.
function leaveToFloating(event: Event) {
  if (hasFloating()) event.preventDefault();
}

const hasFloating = () => document.querySelector('.floating-scrim') !== null;

// Left alone, focus would land on the cross, which comes first.
function focusFirstControl(event: Event) {
  const content = event.currentTarget as HTMLElement;
  const first = content.querySelector<HTMLElement>(
    ':is(input:not([type="hidden"], [type="radio"]:not(:checked)), select, textarea):not(:disabled), .dialog-footer .btn',
  );
  event.preventDefault();
  (first ?? content).focus();
}
