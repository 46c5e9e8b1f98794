'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { mayRole } from '#domain/authorize.ts';
import { reach } from '../forms/use-action.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { useToast } from '../ui/toast.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { MessageVerbs } from './message-state.tsx';
import { type Place, placeKey } from './thread-place.ts';
import { shownMessages } from './thread-state.ts';
import type { ShownChannel, ShownPerson, ThreadActions, ThreadView } from './types.ts';
import { useDraft } from './use-draft.ts';
import { useMinute } from './use-minute.ts';
import { useSend } from './use-send.ts';
import { useThread } from './use-thread.ts';

export type ThreadProps = {
  place: Place;
  /** As the page read it; null: this window reads it itself. */
  first: ThreadView | null;
  actions: ThreadActions;
  /** Puts the cursor into the box to write in. */
  takesFocus?: boolean;
  /** Told whom it is with, once that is known. */
  onPerson?: (person: ShownPerson) => void;
};

/** What was said with somebody, and the box to answer in. Give it a `key` of its place. */
export function Thread({ place, first, actions, takesFocus, onPerson }: ThreadProps) {
  const t = useTranslations('conversation');
  const thread = useThread(place, first, actions.markRead);
  const { state, hasFailed, refresh } = thread;
  const now = useMinute(first?.servedAt);
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(placeKey(place));
  const [numberId, setNumberId] = useState<number | null>(null);
  const channel = state ? usableChannel(state.view, numberId) : null;
  const sending = useSend({
    place,
    numberId: channel?.numberId ?? null,
    send: actions.send,
    add: thread.add,
    drop: thread.drop,
    refresh,
  });
  const verbs = useVerbs(actions, {
    refresh,
    reply: (message) => {
      const usedBy = state?.view.channels.find(
        ({ conversationId }) => conversationId === message.conversationId,
      );
      if (usedBy?.state) setNumberId(usedBy.numberId);
      sending.setReplyTo(message);
      box.current?.focus();
    },
    writeAgain: (text) => {
      draft[1](text);
      box.current?.focus();
    },
  });
  const isLoaded = state !== null;
  useEffect(() => {
    if (takesFocus && isLoaded) box.current?.focus();
  }, [takesFocus, isLoaded]);

  const person = state?.view.person;
  useEffect(() => {
    if (person) onPerson?.(person);
  }, [person, onPerson]);

  if (!state) return hasFailed ? <ErrorState onRetry={() => refresh()} /> : <Waiting label={t('loading')} />;
  return (
    <div className="thread">
      <MessageList
        view={state.view}
        messages={shownMessages(state)}
        maySettle={mayRole(state.view.role, 'message.settle')}
        verbs={verbs}
        loadOlder={thread.loadOlder}
      />
      <Composer
        view={state.view}
        channel={channel}
        onChannel={setNumberId}
        draft={draft}
        sending={sending}
        now={now}
        box={box}
      />
    </div>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div className="thread thread-waiting" role="status" aria-label={label}>
      <span />
      <span />
      <span />
    </div>
  );
}

/** The number one has chosen, else the one used last. */
function usableChannel({ channels }: ThreadView, numberId: number | null): ShownChannel | null {
  const usable = channels.filter(({ state }) => state !== null);
  return usable.find((one) => one.numberId === numberId) ?? usable[0] ?? null;
}

type Own = Pick<MessageVerbs, 'reply' | 'writeAgain'> & { refresh: () => void };

/** The same functions for ever, which do what the newest ones do: a message is drawn again only when it has changed. */
function useVerbs(actions: ThreadActions, own: Own): MessageVerbs {
  const t = useTranslations('conversation');
  const toast = useToast();
  const newest = useRef({ actions, own, t, toast });
  useEffect(() => {
    newest.current = { actions, own, t, toast };
  });
  const [verbs] = useState<MessageVerbs>(() => {
    const tell = async (which: 'cancel' | 'settle', input: unknown) => {
      const now = newest.current;
      const result = await reach(now.actions[which], input);
      if (!result.ok) now.toast({ title: now.t(result.code === 'in_use' ? 'tooLate' : 'notDone') });
      now.own.refresh();
    };
    return {
      cancel: (id) => void tell('cancel', { id }),
      settle: (id, became) => void tell('settle', { id, became }),
      reply: (message) => newest.current.own.reply(message),
      writeAgain: (text) => newest.current.own.writeAgain(text),
    };
  });
  return verbs;
}
