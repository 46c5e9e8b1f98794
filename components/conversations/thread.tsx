'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { mayRole } from '#domain/authorize.ts';
import { reach } from '../forms/use-action.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { useToast } from '../ui/toast.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { type Place, placeKey } from './thread-place.ts';
import { shownMessages, type ThreadState } from './thread-state.ts';
import type { MessageVerbs, ShownChannel, ShownPerson, ThreadActions, ThreadView } from './types.ts';
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
export function Thread(props: ThreadProps) {
  const { place, first, actions, onPerson } = props;
  const t = useTranslations('conversation');
  const thread = useThread(place, first, actions.markRead);
  const person = thread.state?.view.person;
  useEffect(() => {
    if (person) onPerson?.(person);
  }, [person, onPerson]);

  if (thread.state) return <Loaded {...props} thread={thread} state={thread.state} />;
  if (thread.failure === 'gone') return <p className="messages-empty">{t('gone')}</p>;
  if (thread.failure === 'failed') return <ErrorState onRetry={() => thread.refresh()} />;
  return <Waiting label={t('loading')} />;
}

type LoadedProps = ThreadProps & { thread: ReturnType<typeof useThread>; state: ThreadState };

function Loaded({ place, first, actions, takesFocus, thread, state }: LoadedProps) {
  const { view } = state;
  const now = useMinute(first?.servedAt);
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(placeKey(place));
  const [numberId, setNumberId] = useState<number | null>(null);
  const channel = usableChannel(view, numberId);
  const { add, drop, refresh } = thread;
  const wanted = channel?.numberId ?? null;
  const sending = useSend({ place, numberId: wanted, send: actions.send, add, drop, refresh });
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  const verbs = useVerbs(actions, {
    refresh,
    reply: (message) => {
      const used = view.channels.find(({ conversationId }) => conversationId === message.conversationId);
      if (used?.state) setNumberId(used.numberId);
      sending.setReplyTo(message);
      box.current?.focus();
    },
    writeAgain: (text) => {
      draft[1](text);
      box.current?.focus();
    },
  });
  return (
    <div className="thread">
      <MessageList
        view={view}
        messages={shownMessages(state)}
        maySettle={mayRole(view.role, 'message.settle')}
        verbs={verbs}
        loadOlder={thread.loadOlder}
      />
      <Composer {...{ view, channel, draft, sending, now, box }} onChannel={setNumberId} />
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
  const texts = { tooLate: t('tooLate'), notDone: t('notDone') };
  const newest = useRef({ actions, own, texts, toast });
  useEffect(() => {
    newest.current = { actions, own, texts, toast };
  });
  const [verbs] = useState<MessageVerbs>(() => {
    const tell = async (which: 'cancel' | 'settle', input: unknown) => {
      const now = newest.current;
      const result = await reach(now.actions[which], input);
      if (!result.ok) now.toast({ title: now.texts[result.code === 'in_use' ? 'tooLate' : 'notDone'] });
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
