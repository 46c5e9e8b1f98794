import { LayoutTemplate, SendHorizontal, X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type KeyboardEvent, lazy, type RefObject, Suspense, useState } from 'react';
import { windowLeft } from '#domain/conversations/window-rules.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Select } from '../ui/select.tsx';
import { ClosedNotice, whyClosed } from './closed-notice.tsx';
import { FreeEntry } from './free-entry.tsx';
import type { ShownChannel, ThreadView } from './types.ts';
import type { Outgoing, useSend } from './use-send.ts';
import { WindowClock } from './window-clock.tsx';

// Fetched when somebody wants a template: most answers are in one's own words.
const TemplatePicker = lazy(() => import('./template-picker.tsx'));

/** What WhatsApp takes, in code points. */
const TEXT_MAX = 4_096;
/** From here on it is said how many are left. */
const TEXT_LONG = 3_500;

type Props = {
  view: ThreadView;
  channel: ShownChannel | null;
  onChannel: (numberId: number) => void;
  draft: [string, (text: string) => void];
  sending: ReturnType<typeof useSend>;
  now: number;
  box: RefObject<HTMLTextAreaElement | null>;
};

/** Where one writes: own words while the window is open, a template at any time; or why neither. */
export function Composer({ view, channel, onChannel, draft, sending, now, box }: Props) {
  const t = useTranslations('conversation');
  const [isPicking, setPicking] = useState(false);
  const why = whyClosed(view, channel);
  if (why || !channel) return <ClosedNotice why={why ?? 'no_number'} view={view} />;
  const isOpen = windowLeft(channel.lastInboundAt, now) > 0;
  const send = async (outgoing: Outgoing) => {
    const wasSent = await sending.submit(outgoing);
    if (wasSent) setPicking(false);
    return wasSent;
  };
  return (
    <div className="composer">
      {channel.state === 'stopped' && <p className="composer-warning">{t('numberStopped')}</p>}
      <div className="composer-top">
        <Channels channels={view.channels} channel={channel} onChannel={onChannel} />
        <WindowClock lastInboundAt={channel.lastInboundAt} now={now} />
        <FreeEntry entry={channel.freeEntry} now={now} />
        <Button size="small" variant="quiet" aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
          <LayoutTemplate />
          {t('useTemplate')}
        </Button>
      </div>
      {sending.failure && (
        <p className="field-error" role="alert">
          {sending.failure}
        </p>
      )}
      {isPicking ? (
        <Suspense fallback={<p className="composer-hint">{t('loading')}</p>}>
          <TemplatePicker
            numberId={channel.numberId}
            facts={view.person.facts}
            send={send}
            onClose={() => setPicking(false)}
          />
        </Suspense>
      ) : (
        isOpen && <WriteBox draft={draft} send={send} sending={sending} person={view.person.name} box={box} />
      )}
      {!isOpen && !isPicking && (
        <div className="composer-closed">
          <p>{t(channel.lastInboundAt === null ? 'neverWrote' : 'windowClosed')}</p>
          <Button variant="primary" onClick={() => setPicking(true)}>
            {t('pickTemplate')}
          </Button>
        </div>
      )}
    </div>
  );
}

type ChannelsProps = Pick<Props, 'onChannel'> & { channels: ShownChannel[]; channel: ShownChannel };

function Channels({ channels, channel, onChannel }: ChannelsProps) {
  const t = useTranslations('conversation');
  const usable = channels.filter(({ state }) => state !== null);
  if (usable.length < 2) return null;
  return (
    <Select
      aria-label={t('from')}
      value={String(channel.numberId)}
      onChange={(event) => onChannel(Number(event.target.value))}
    >
      {usable.map(({ numberId, name }) => (
        <option key={numberId} value={numberId}>
          {name}
        </option>
      ))}
    </Select>
  );
}

type BoxProps = Pick<Props, 'draft' | 'sending' | 'box'> & {
  person: string;
  send: (outgoing: Outgoing) => Promise<boolean>;
};

function WriteBox({ draft: [text, setText], send, sending, person, box }: BoxProps) {
  const t = useTranslations('conversation');
  const written = text.trim();
  const length = [...written].length;
  const isTooLong = length > TEXT_MAX;

  async function submit() {
    if (written === '' || isTooLong) return;
    setText('');
    const wasSent = await send({ body: written, text: written });
    if (!wasSent) setText(box.current?.value.trim() ? `${written}\n${box.current.value}` : written);
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter also ends what is being composed, in Japanese for instance.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape' && sending.replyTo) {
      event.stopPropagation();
      sending.setReplyTo(null);
    }
  }

  return (
    <>
      <Replying sending={sending} person={person} />
      <div className="composer-box">
        <textarea
          ref={box}
          className="input"
          rows={1}
          aria-label={t('write', { name: person })}
          aria-describedby="composer-keys"
          placeholder={t('placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            sending.forget();
          }}
          onKeyDown={onKeyDown}
        />
        <Button
          variant="primary"
          className="btn-icon"
          aria-label={t('send')}
          data-tip={t('send')}
          aria-disabled={written === '' || isTooLong || undefined}
          onClick={submit}
        >
          <SendHorizontal />
        </Button>
      </div>
      <Hint length={length} isTooLong={isTooLong} />
    </>
  );
}

function Hint({ length, isTooLong }: { length: number; isTooLong: boolean }) {
  const t = useTranslations('conversation');
  const format = useFormatter();
  return (
    <p className="composer-hint">
      <span id="composer-keys">{t('keys')}</span>
      {length > TEXT_LONG && (
        <span className={isTooLong ? 'composer-over' : undefined} role="status">
          {t('counter', { length: format.number(length), max: format.number(TEXT_MAX) })}
        </span>
      )}
    </p>
  );
}

function Replying({ sending, person }: Pick<BoxProps, 'sending' | 'person'>) {
  const t = useTranslations('conversation');
  const { replyTo } = sending;
  if (!replyTo) return null;
  return (
    <div className="composer-reply">
      <div className="message-quote">
        <span className="block font-medium">{replyTo.direction === 'in' ? person : t('us')}</span>
        <span className="block truncate">{replyTo.body || t(`types.${replyTo.type}`)}</span>
      </div>
      <IconButton size="small" label={t('noReply')} onClick={() => sending.setReplyTo(null)}>
        <X />
      </IconButton>
    </div>
  );
}
