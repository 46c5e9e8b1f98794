import { MapPin, Megaphone, ShoppingBag, User } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ShownContent } from './types.ts';

/** The ad a message came from, the places, people and orders in it. Apart from the rest: few messages have one. */
export default function MessageCards({ content }: { content: ShownContent }) {
  return (
    <>
      {content.referral && <ReferralCard referral={content.referral} />}
      {content.place && <PlaceLink place={content.place} />}
      {content.cards.length > 0 && <CardList cards={content.cards} />}
      {content.order && <OrderList order={content.order} />}
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
