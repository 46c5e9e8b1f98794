'use client';

import { ExternalLink, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { FetchedMessages } from '../ui/fetched-messages.tsx';
import { IconButton, IconLink } from '../ui/icon-button.tsx';
import { Thread } from './thread.tsx';
import type { ShownPerson, ThreadActions } from './types.ts';

type Props = { contactId: number; actions: ThreadActions; onClose: () => void };

// Default export: React.lazy takes no other.
/** A conversation beside what one was doing, once its texts are here. */
export default function TalkPanelView(props: Props) {
  return (
    <FetchedMessages from="/api/conversations/texts">
      <TalkAside {...props} />
    </FetchedMessages>
  );
}

/** Not modal: the board stays in use. */
function TalkAside({ contactId, actions, onClose }: Props) {
  const t = useTranslations('conversation');
  const [person, setPerson] = useState<ShownPerson | null>(null);
  const name = person?.name ?? '';
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
    panel.current?.focus();
    return () => {
      const card = document.querySelector<HTMLElement>(`[data-card="${contactId}"] .card-name`);
      const before = opener.current;
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      else card?.focus();
    };
  }, [contactId]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  }

  return (
    <aside
      ref={panel}
      className="talk-panel"
      tabIndex={-1}
      aria-label={t('panelTitle', { name })}
      onKeyDown={onKeyDown}
    >
      <header>
        <h2 className="truncate">{name || t('title')}</h2>
        <IconLink label={t('openContact')} href={`/contacts/${contactId}`} prefetch={false}>
          <ExternalLink />
        </IconLink>
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <Thread place={{ contactId }} first={null} actions={actions} takesFocus onPerson={setPerson} />
    </aside>
  );
}
