'use client';

import { ChevronLeft, MessagesSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { type InboxQuery, inboxHref } from '#domain/conversations/inbox-query.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CursorPages } from '../ui/cursor-pages.tsx';
import { Empty } from '../ui/empty.tsx';
import { usePanel } from '../ui/use-panel.ts';
import { InboxItem } from './inbox-item.tsx';
import { InboxPerson } from './inbox-person.tsx';
import type { InboxRow } from './inbox-view.ts';
import { Thread } from './thread.tsx';
import type { InboxActions, ShownPerson, ThreadActions } from './types.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useInboxLive } from './use-inbox-live.ts';
import { useMinute } from './use-minute.ts';

type Props = {
  query: InboxQuery;
  rows: InboxRow[];
  next: string | null;
  /** Title and tabs, made by the server. */
  head: ReactNode;
  me: number;
  servedAt: number;
  threadActions: ThreadActions;
  actions: InboxActions;
};

/** The list of conversations and the open one beside it; on phones one at a time. */
export function InboxScreen(props: Props) {
  const { query, rows, servedAt } = props;
  const t = useTranslations('inbox');
  const { panel, open, close } = usePanel();
  const now = useMinute(servedAt);
  const root = useRef<HTMLDivElement>(null);
  const [wantsBox, setWantsBox] = useState(0);
  useInboxLive(servedAt);
  const openId = panel?.name === 'chat' && /^[1-9]\d{0,14}$/.test(panel.id) ? Number(panel.id) : null;

  const onKeyDown = useInboxKeys({
    root,
    openId,
    close,
    reply: (id) => {
      // Opened twice, it would take two steps back.
      if (Number(id) !== openId) open('chat', id);
      setWantsBox(wantsBox + 1);
    },
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list, which its links give
    <div ref={root} className="inbox" data-open={openId !== null || undefined} onKeyDown={onKeyDown}>
      <section className="inbox-list" aria-label={t('list')}>
        {props.head}
        {rows.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <Rows
            {...props}
            openId={openId}
            now={now}
            onOpen={(id) => {
              setWantsBox(0);
              open('chat', id);
            }}
          />
        )}
        <Pages query={query} next={props.next} />
      </section>
      <section className="inbox-talk" aria-label={t('talk')}>
        {openId === null ? (
          <Pick />
        ) : (
          <Open key={openId} {...props} id={openId} takesFocus={wantsBox > 0} onClose={close} />
        )}
      </section>
    </div>
  );
}

type RowsProps = Props & { openId: number | null; now: number; onOpen: (id: number) => void };

function Rows({ query, rows, openId, now, onOpen }: RowsProps) {
  return (
    <ol className="inbox-rows">
      {rows.map((row) => (
        <InboxItem
          key={row.id}
          row={row}
          href={inboxHref(query, row.id)}
          isOpen={row.id === openId}
          now={now}
          onOpen={onOpen}
        />
      ))}
    </ol>
  );
}

type OpenProps = Props & { id: number; takesFocus: boolean; onClose: () => void };

function Open({ id, takesFocus, onClose, me, threadActions, actions }: OpenProps) {
  const t = useTranslations('inbox');
  const [person, setPerson] = useState<ShownPerson | null>(null);
  return (
    <>
      <header className="inbox-head">
        <Button variant="quiet" size="small" className="inbox-back" onClick={onClose}>
          <ChevronLeft />
          {t('back')}
        </Button>
        {person && <InboxPerson conversationId={id} person={person} me={me} actions={actions} />}
      </header>
      <Thread
        place={{ conversationId: id }}
        first={null}
        actions={threadActions}
        takesFocus={takesFocus}
        onPerson={setPerson}
      />
    </>
  );
}

function Pick() {
  const t = useTranslations('inbox');
  return (
    <div className="inbox-pick">
      <Empty icon={<MessagesSquare />} title={t('pick')}>
        {t('pickHint')}
      </Empty>
    </div>
  );
}

function Nothing({ query }: { query: InboxQuery }) {
  const t = useTranslations('inbox');
  const isFiltered = query.of !== 'everyone';
  return (
    <Empty
      icon={<MessagesSquare />}
      title={t(isFiltered ? 'filteredEmpty' : `empty.${query.show}`)}
      action={
        isFiltered && (
          <ButtonLink href={inboxHref({ ...query, of: 'everyone', after: null })}>{t('clear')}</ButtonLink>
        )
      }
    >
      {t(`emptyWhy.${query.show}`)}
    </Empty>
  );
}

function Pages({ query, next }: { query: InboxQuery; next: string | null }) {
  const t = useTranslations('inbox');
  return (
    <CursorPages
      words={{ label: t('title'), first: t('first'), next: t('next') }}
      firstHref={query.after === null ? null : inboxHref({ ...query, after: null })}
      nextHref={next === null ? null : inboxHref({ ...query, after: next })}
      className="inbox-pages"
    />
  );
}
