import { ArrowDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { formatDate, formatWeekday, localDay } from '#lib/dates.ts';
import { Button } from '../ui/button.tsx';
import { MessageItem } from './message-item.tsx';
import type { MessageVerbs, ShownMessage, ThreadView } from './types.ts';
import { useScroll } from './use-scroll.ts';

type Props = {
  view: ThreadView;
  messages: ShownMessage[];
  maySettle: boolean;
  verbs: MessageVerbs;
  loadOlder: () => Promise<boolean>;
};

const GROUP_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** What was said, by days; the newest is at the bottom and in sight, unless somebody reads further up. */
export function MessageList({ view, messages, maySettle, verbs, loadOlder }: Props) {
  const t = useTranslations('conversation');
  const { list, isAway, toEnd } = useScroll(messages);
  const channels = new Map(view.channels.map((one) => [one.conversationId, one.name]));
  const hasSeveral = view.channels.filter(({ conversationId }) => conversationId !== null).length > 1;
  const person = view.person.name;
  const dayOf = useDays(view.timeZone, view.servedAt);
  return (
    <div className="messages-frame">
      <div ref={list} className="messages" role="log" aria-label={t('messages')} aria-live="polite">
        {view.older && <Older loadOlder={loadOlder} />}
        {messages.length === 0 && <p className="messages-empty">{t('empty')}</p>}
        <ol>
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const day = dayOf(message.at);
            const isNewDay = before === undefined || dayOf(before.at).key !== day.key;
            return (
              <Fragment key={message.requestId ?? message.id}>
                {isNewDay && <li className="messages-day">{day.label}</li>}
                <MessageItem
                  message={message}
                  isGrouped={!isNewDay && isSameGroup(before, message)}
                  sender={message.direction === 'in' ? person : (message.authorName ?? t('us'))}
                  person={person}
                  channel={hasSeveral ? (channels.get(message.conversationId) ?? null) : null}
                  timeZone={view.timeZone}
                  maySettle={maySettle}
                  verbs={verbs}
                />
              </Fragment>
            );
          })}
        </ol>
      </div>
      {isAway && (
        <Button size="small" className="messages-end" onClick={toEnd}>
          <ArrowDown />
          {t('toEnd')}
        </Button>
      )}
    </div>
  );
}

function isSameGroup(before: ShownMessage | undefined, message: ShownMessage): boolean {
  return (
    before !== undefined &&
    before.direction === message.direction &&
    (before.authorName === message.authorName || message.id < 0) &&
    message.at - before.at < GROUP_MS
  );
}

/** Days as people call them: today, yesterday, by name within a year. */
function useDays(timeZone: string, now: number) {
  const t = useTranslations('conversation');
  const locale = useLocale();
  const today = localDay(now, timeZone);
  const yesterday = localDay(now - DAY_MS, timeZone);
  return (at: number) => {
    const key = localDay(at, timeZone);
    if (key === today) return { key, label: t('today') };
    if (key === yesterday) return { key, label: t('yesterday') };
    const isNear = key.slice(0, 4) === today.slice(0, 4);
    return { key, label: isNear ? formatWeekday(at, locale, timeZone) : formatDate(at, locale, timeZone) };
  };
}

function Older({ loadOlder }: { loadOlder: () => Promise<boolean> }) {
  const t = useTranslations('conversation');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  async function load() {
    setState('busy');
    setState((await loadOlder()) ? 'idle' : 'failed');
  }
  return (
    <div className="messages-older">
      <Button size="small" variant="quiet" pending={state === 'busy'} onClick={load}>
        {t(state === 'failed' ? 'olderFailed' : 'older')}
      </Button>
    </div>
  );
}
