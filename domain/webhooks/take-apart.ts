import type { WebhookKind } from '#db/whatsapp-values.ts';
import { storableText } from '#lib/storable.ts';

/** One thing that a post told, by itself. */
export type TakenItem = {
  kind: WebhookKind;
  phoneNumberId: string | null;
  accountId: string | null;
  /** The message that it is, or is about. */
  wamid: string | null;
  /** JSON text: `{ field, metadata, contact, errors, value }`, the value exactly as it came. */
  payload: string;
};

type Facts = Record<string, unknown>;
type Change = { accountId: string | null; field: string; value: Facts };

/** News of an account that hold neither messages nor templates. */
const ACCOUNT_FIELDS = /^(account_|phone_number_|business_|security$|partner_|payment_configuration|flows$)/;
const LONGEST_ID = 500;

/**
 * Takes a post apart into all that it tells, on all three levels: every entry, every change of it, every message, state or setting of that.
 * What no one knows becomes an item too. Null: it is not JSON, or not what Meta posts.
 */
export function takeApart(body: Uint8Array): TakenItem[] | null {
  const post = readJson(body);
  if (!isFacts(post) || !Array.isArray(post.entry)) return null;
  return post.entry.flatMap((entry) => {
    const { id, changes } = factsOf(entry);
    const accountId = idOf(id);
    if (!Array.isArray(changes))
      return [item({ accountId, field: '', value: factsOf(entry) }, 'other', entry)];
    return changes.flatMap((change) => {
      const { field, value } = factsOf(change);
      if (typeof field !== 'string' || !isFacts(value))
        return [item({ accountId, field: '', value: {} }, 'other', change)];
      return itemsOf({ accountId, field, value });
    });
  });
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null;
  }
}

function itemsOf(change: Change): TakenItem[] {
  const { field, value } = change;
  const list = (name: string) => (Array.isArray(value[name]) ? (value[name] as unknown[]) : []);
  const each = (name: string, kind: (one: Facts) => WebhookKind) =>
    list(name).map((one) => item(change, kind(factsOf(one)), one));
  switch (field) {
    case 'messages': {
      const items = [...each('messages', kindOfMessage), ...each('statuses', () => 'status')];
      return items.length > 0
        ? items
        : [item(change, list('errors').length > 0 ? 'account' : 'other', value)];
    }
    case 'user_preferences':
      return orWhole(
        change,
        each('user_preferences', () => 'preference'),
      );
    case 'user_id_update':
      return orWhole(
        change,
        each('user_id_update', () => 'system'),
      );
    case 'message_echoes':
    case 'smb_message_echoes':
      return orWhole(
        change,
        each('message_echoes', () => 'echo'),
      );
    case 'history':
    case 'smb_app_state_sync':
      return [item(change, 'history', value)];
    default:
      return [item(change, kindOfNews(field), value)];
  }
}

function orWhole(change: Change, items: TakenItem[]): TakenItem[] {
  return items.length > 0 ? items : [item(change, 'other', change.value)];
}

function kindOfMessage({ type, group_id: groupId }: Facts): WebhookKind {
  if (typeof groupId === 'string' && groupId !== '') return 'group';
  return type === 'reaction' || type === 'edit' || type === 'revoke' || type === 'system' ? type : 'message';
}

function kindOfNews(field: string): WebhookKind {
  if (/^(message_template_(status|quality|category|components)|template_category)/.test(field))
    return 'template';
  if (field.startsWith('group_')) return 'group';
  return ACCOUNT_FIELDS.test(field) ? 'account' : 'other';
}

function item({ accountId, field, value }: Change, kind: WebhookKind, one: unknown): TakenItem {
  const metadata = factsOf(value.metadata);
  const facts = factsOf(one);
  return {
    kind,
    phoneNumberId: idOf(metadata.phone_number_id),
    accountId,
    wamid: wamidOf(kind, facts),
    payload: JSON.stringify({
      field,
      metadata: value.metadata,
      contact: one === value ? undefined : contactOf(value.contacts, facts),
      errors: one === value ? undefined : value.errors,
      value: one,
    }),
  };
}

/** A reaction, an edit and a revocation are about another message. */
function wamidOf(kind: WebhookKind, facts: Facts): string | null {
  if (kind === 'reaction') return idOf(factsOf(facts.reaction).message_id);
  if (kind === 'edit') return idOf(factsOf(facts.edit).original_message_id);
  if (kind === 'revoke') return idOf(factsOf(facts.revoke).original_message_id);
  return idOf(facts.id);
}

/** Who it is about, by what they are called, never by place: Meta lists people once and messages in any order. */
function contactOf(contacts: unknown, facts: Facts): unknown {
  if (!Array.isArray(contacts)) return undefined;
  const users = [facts.from_user_id, facts.recipient_user_id, facts.to_user_id, facts.user_id];
  const phones = [facts.from, facts.recipient_id, facts.to, facts.wa_id].map(digitsOf);
  return contacts.find((one) => {
    const { wa_id: phone, user_id: user } = factsOf(one);
    const digits = digitsOf(phone);
    return (typeof user === 'string' && users.includes(user)) || (digits !== '' && phones.includes(digits));
  });
}

const digitsOf = (value: unknown) => (typeof value === 'string' ? value.replace(/\D/g, '') : '');

/** An id of Meta's, opaque; one that is a number is written as such. */
function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? storableText(value) : null;
}

function isFacts(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function factsOf(value: unknown): Facts {
  return isFacts(value) ? value : {};
}
