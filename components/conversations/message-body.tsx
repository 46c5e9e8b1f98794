import {
  FileAudio,
  FileText,
  Film,
  Image,
  MapPin,
  Megaphone,
  Mic,
  ShoppingBag,
  Sticker,
  User,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MessageText } from './message-text.tsx';
import type { ShownContent, ShownMessage } from './types.ts';

/** What a message holds: whatever its type, in words and links. */
export function MessageBody({ message }: { message: ShownMessage }) {
  const t = useTranslations('conversation');
  const { type, body, content, isRevoked } = message;
  if (isRevoked) return <p className="message-note">{t('revoked')}</p>;
  const isNothing = body === '' && !content.file && !content.place && !content.order;
  const isOdd = type === 'unsupported' || type === 'other';
  return (
    <>
      {content.context && <Forwarded context={content.context} />}
      {content.referral && <ReferralCard referral={content.referral} />}
      {content.file && <FileLink message={message} file={content.file} />}
      {content.place && <PlaceLink place={content.place} />}
      {content.cards.length > 0 && <CardList cards={content.cards} />}
      {content.order && <OrderList order={content.order} />}
      {content.choice && <p className="message-note">{t(`choices.${content.choice.kind}`)}</p>}
      {body !== '' && <MessageText text={body} />}
      {content.choice && <Answers choice={content.choice} />}
      {isOdd && <p className="message-note">{t('unsupported', { type: content.rawType || 'none' })}</p>}
      {!isOdd && isNothing && !content.choice && content.cards.length === 0 && (
        <p className="message-note">{t(`types.${type}`)}</p>
      )}
      {content.errors.map(({ code, title }) => (
        <p key={code} className="message-note">
          {t('metaSays', { code: String(code), title })}
        </p>
      ))}
    </>
  );
}

function Forwarded({ context }: { context: NonNullable<ShownContent['context']> }) {
  const t = useTranslations('conversation');
  const { isForwarded, isForwardedOften, product } = context;
  return (
    <>
      {(isForwarded || isForwardedOften) && (
        <p className="message-note">{t(isForwardedOften ? 'forwardedOften' : 'forwarded')}</p>
      )}
      {product && <p className="message-note">{t('aboutProduct', { id: product.productId })}</p>}
    </>
  );
}

/** The ad or post that was clicked. */
function ReferralCard({ referral }: { referral: NonNullable<ShownContent['referral']> }) {
  const t = useTranslations('conversation');
  const { headline, body, sourceUrl, sourceType, sourceId } = referral;
  return (
    <div className="message-card">
      <p className="message-card-kind">
        <Megaphone />
        {t(sourceType === 'post' ? 'fromPost' : 'fromAd')}
      </p>
      {headline && <p className="font-medium wrap-anywhere">{headline}</p>}
      {body && <p className="text-foreground-muted wrap-anywhere">{body}</p>}
      {sourceUrl && (
        <a className="link wrap-anywhere" href={sourceUrl} target="_blank" rel="noopener noreferrer nofollow">
          {t('openSource')}
        </a>
      )}
      {sourceId && <p className="text-xs text-foreground-subtle">{t('adId', { id: sourceId })}</p>}
    </div>
  );
}

const FILE_ICONS: Partial<Record<ShownMessage['type'], ReactNode>> = {
  image: <Image />,
  video: <Film />,
  audio: <FileAudio />,
  sticker: <Sticker />,
};

function FileLink({ message, file }: { message: ShownMessage; file: NonNullable<ShownContent['file']> }) {
  const t = useTranslations('conversation');
  const kind = file.isVoice ? t('voice') : t(`types.${message.type}`);
  const type = file.mimeType.split(';')[0]?.split('/')[1]?.toUpperCase() ?? '';
  return (
    <a
      className="message-file"
      href={`/api/conversations/media?id=${message.id}`}
      download
      aria-label={t('download', { name: file.name || kind })}
    >
      {file.isVoice ? <Mic /> : (FILE_ICONS[message.type] ?? <FileText />)}
      <span className="min-w-0">
        <span className="block truncate font-medium">{file.name || kind}</span>
        <span className="block truncate text-xs text-foreground-muted">
          {[file.name ? kind : '', type.length <= 12 ? type : '', file.size].filter(Boolean).join(' · ')}
        </span>
      </span>
    </a>
  );
}

function PlaceLink({ place }: { place: NonNullable<ShownContent['place']> }) {
  const t = useTranslations('conversation');
  const { latitude, longitude, name, address } = place;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <div className="message-card">
      <p className="message-card-kind">
        <MapPin />
        {t('types.location')}
      </p>
      {name && <p className="font-medium wrap-anywhere">{name}</p>}
      {address && <p className="text-foreground-muted wrap-anywhere">{address}</p>}
      <a className="link" href={href} target="_blank" rel="noopener noreferrer">
        {t('openMap', { place: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` })}
      </a>
    </div>
  );
}

function CardList({ cards }: { cards: ShownContent['cards'] }) {
  const t = useTranslations('conversation');
  return (
    <div className="message-card">
      <p className="message-card-kind">
        <User />
        {t('types.contacts')}
      </p>
      {cards.map(({ name, company, phones, emails }, place) => (
        <div key={place} className="wrap-anywhere">
          <p className="font-medium">{[name, company].filter(Boolean).join(' · ')}</p>
          {[...phones.map(({ phone }) => phone), ...emails].map((one) => (
            <p key={one} className="text-foreground-muted">
              {one}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

function OrderList({ order }: { order: NonNullable<ShownContent['order']> }) {
  const t = useTranslations('conversation');
  return (
    <div className="message-card">
      <p className="message-card-kind">
        <ShoppingBag />
        {t('types.order')}
      </p>
      <ul>
        {order.items.map(({ productId, quantity, price }, place) => (
          <li key={place} className="wrap-anywhere tabular-nums">
            {t('orderItem', { quantity, product: productId, price })}
          </li>
        ))}
      </ul>
      {order.total && <p className="font-medium tabular-nums">{t('orderTotal', { total: order.total })}</p>}
    </div>
  );
}

function Answers({ choice }: { choice: NonNullable<ShownContent['choice']> }) {
  const answers = Object.entries(choice.answers);
  return (
    <>
      {choice.description && <p className="text-foreground-muted wrap-anywhere">{choice.description}</p>}
      {answers.length > 0 && (
        <dl className="message-answers">
          {answers.map(([question, answer]) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
