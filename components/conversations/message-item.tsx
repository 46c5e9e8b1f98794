import { Info, Reply } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { lazy, memo, Suspense } from 'react';
import { formatDateTime, formatTime } from '#lib/dates.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { MessageBody } from './message-body.tsx';
import { StateWord } from './message-state.tsx';
import type { MessageVerbs, ShownMessage } from './types.ts';

// Most messages arrive, and nothing has to be said of it.
const MessageTrouble = lazy(() => import('./message-trouble.tsx'));
const MAY_BE_TROUBLE: ShownMessage['state'][] = ['queued', 'unknown', 'cancelled', 'failed'];

export type ItemProps = {
  message: ShownMessage;
  /** Follows one of the same sender within minutes. */
  isGrouped: boolean;
  /** Who it is from, for ears and above the first of a group. */
  sender: string;
  /** The name of the other side, for what is quoted. */
  person: string;
  /** The number it went over, where there are several. */
  channel: string | null;
  timeZone: string;
  maySettle: boolean;
  verbs: MessageVerbs;
};

/** One message: theirs at the left, ours at the right. */
export const MessageItem = memo(function MessageItem(props: ItemProps) {
  const { message, isGrouped, sender, channel, timeZone } = props;
  const t = useTranslations('conversation');
  const locale = useLocale();
  const at = formatTime(message.at, locale, timeZone);
  const exact = formatDateTime(message.at, locale, timeZone);
  const stateExact = message.stateAt === null ? '' : formatDateTime(message.stateAt, locale, timeZone);
  return (
    <li
      id={message.id > 0 ? `message-${message.id}` : undefined}
      tabIndex={-1}
      className={`message message-${message.direction}${isGrouped ? ' message-grouped' : ''}`}
    >
      <p className={isGrouped ? 'sr-only' : 'message-sender'}>
        {sender}
        {channel && <span className="text-foreground-subtle"> · {channel}</span>}
      </p>
      <div className="message-line">
        <div className="message-bubble">
          {message.templateName && (
            <p className="message-note">{t('template', { name: message.templateName })}</p>
          )}
          <Quoted {...props} />
          <MessageBody message={message} />
          <p className="message-foot">
            {message.isEdited && <span>{t('edited')}</span>}
            <time dateTime={new Date(message.at).toISOString()} data-tip={exact}>
              {at}
            </time>
            {message.direction === 'out' && <StateWord message={message} exact={stateExact} />}
          </p>
        </div>
        <Tools {...props} />
      </div>
      <Reactions message={message} person={props.person} />
      {MAY_BE_TROUBLE.includes(message.state) && (
        <Suspense fallback={null}>
          <MessageTrouble
            message={message}
            nextTry={message.nextTryAt === null ? '' : formatTime(message.nextTryAt, locale, timeZone)}
            maySettle={props.maySettle}
            verbs={props.verbs}
          />
        </Suspense>
      )}
    </li>
  );
});

function Quoted({ message, person }: ItemProps) {
  const t = useTranslations('conversation');
  const { quoted } = message;
  if (quoted === null) return null;
  if (quoted === 'missing') return <p className="message-quote">{t('quotedMissing')}</p>;
  const words = quoted.body || t(`types.${quoted.type}`);
  const who = quoted.direction === 'in' ? person : t('us');
  return (
    <a
      className="message-quote"
      href={`#message-${quoted.id}`}
      onClick={(event) => {
        event.preventDefault();
        jumpTo(quoted.id);
      }}
    >
      <span className="block font-medium">{who}</span>
      <span className="block truncate">{words}</span>
    </a>
  );
}

/** Brings a message into sight and gives it the focus; one that is not loaded stays where it is. */
function jumpTo(id: number): void {
  const target = document.getElementById(`message-${id}`);
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

function Tools({ message, verbs }: ItemProps) {
  const t = useTranslations('conversation');
  const { matched } = message;
  return (
    <div className="message-tools">
      {message.canReply && (
        <IconButton size="small" label={t('reply')} onClick={() => verbs.reply(message)}>
          <Reply />
        </IconButton>
      )}
      {matched && (
        <details className="message-why">
          <summary aria-label={t('why')} data-tip={t('why')}>
            <Info />
          </summary>
          <p>{t(`matched.${matched.by}`, { value: matched.value })}</p>
        </details>
      )}
    </div>
  );
}

function Reactions({ message, person }: { message: ShownMessage; person: string }) {
  const t = useTranslations('conversation');
  if (message.reactions.length === 0) return null;
  return (
    <p className="message-reactions">
      {message.reactions.map(({ direction, emoji }) => (
        <span
          key={direction}
          role="img"
          aria-label={t('reaction', { who: direction === 'in' ? person : t('us'), emoji })}
        >
          {emoji}
        </span>
      ))}
    </p>
  );
}
