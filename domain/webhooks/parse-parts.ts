import { z } from 'zod';
import { type Content, readContent } from '../conversations/content.ts';

type Facts = Record<string, unknown>;
const facts = z.record(z.string(), z.unknown()).catch({});
const text = z.string().catch('');
const list = z.array(z.unknown()).catch([]);

/** What one message shows at most of a list. */
const SHOWN = 100;

/** A place; null where it has no coordinates. */
export function readPlace(own: Facts): Content['place'] {
  const { latitude, longitude, name, address, url } = own;
  return readContent('location', { place: { latitude, longitude, name, address, url } }).place;
}

/** People whose cards were shared. */
export function readCards(value: unknown): Content['cards'] {
  const cards = list.parse(value).map((one) => {
    const { name, org, phones, emails } = facts.parse(one);
    return {
      name: text.parse(facts.parse(name).formatted_name),
      company: text.parse(facts.parse(org).company),
      phones: list.parse(phones).map((phone) => {
        const { phone: written, wa_id: waId } = facts.parse(phone);
        return { phone: text.parse(written), waId: text.parse(waId) };
      }),
      emails: list.parse(emails).map((email) => text.parse(facts.parse(email).email)),
    };
  });
  return readContent('contacts', { cards: cards.slice(0, SHOWN) }).cards;
}

/** What was ordered from a catalogue. */
export function readOrder(own: Facts): Content['order'] {
  const items = list.parse(own.product_items).map((one) => {
    const { product_retailer_id: productId, quantity, item_price: price, currency } = facts.parse(one);
    return { productId, quantity, price, currency };
  });
  const order = { catalogId: own.catalog_id, items: items.slice(0, SHOWN) };
  return readContent('order', { order }).order;
}
