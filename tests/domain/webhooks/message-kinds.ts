/**
 * One of each kind of message that Meta's documentation and public examples show, with values of our own. `leads`: how many contacts a post of it
 * alone makes; the same for messages and touches.
 */
export type Kind = {
  /** The message without id, time and sender. */
  message: Record<string, unknown>;
  /** Of the sender, where they are not the usual ones. */
  person?: { phone?: string; userId?: string; name?: string; username?: string };
  errors?: Record<string, unknown>[];
  outcome: string;
  leads: 0 | 1;
  body?: string;
  content?: Record<string, unknown>;
};

const file = (extra: object = {}) => ({
  mime_type: 'image/jpeg',
  sha256: 'q0hWxk1=',
  id: '880055110001',
  ...extra,
});
const lead = (body: string, content: Record<string, unknown> = {}) => ({
  outcome: 'done',
  leads: 1 as const,
  body,
  content,
});
const kept = (outcome: string) => ({ outcome, leads: 0 as const });
const choice = (kind: string, id: string, title: string, more: object = {}) => ({
  choice: { kind, id, title, description: '', answers: {}, ...more },
});
const referral = {
  source_url: 'https://fb.me/exemplo1',
  source_id: '120330000001',
  source_type: 'ad',
  headline: 'Fale com a loja',
  body: 'Planos a partir de R$ 49',
  media_type: 'image',
  image_url: 'https://scontent.example/1.jpg',
  ctwa_clid: 'Aff-exemplo',
  welcome_message: { text: 'Oi' },
};
const readReferral = {
  sourceUrl: 'https://fb.me/exemplo1',
  sourceId: '120330000001',
  sourceType: 'ad',
  headline: 'Fale com a loja',
  body: 'Planos a partir de R$ 49',
  clickId: 'Aff-exemplo',
  ref: '',
};
const text = (body: string, more: object = {}) => ({ type: 'text', text: { body }, ...more });

export const MESSAGE_KINDS: Record<string, Kind> = {
  text: { message: text('Tem em outra cor?'), ...lead('Tem em outra cor?') },
  'text with an id of the person': {
    message: text('Oi'),
    person: { phone: '5521988887777', userId: 'BR.8811' },
    ...lead('Oi'),
  },
  'text by somebody without a phone': {
    message: text('Oi'),
    person: { userId: 'BR.ENT.88AAbb', username: 'loja.da.bia' },
    ...lead('Oi'),
  },
  'text without the ninth digit': {
    message: text('oi'),
    person: { phone: '553198966398', userId: 'BR.222' },
    ...lead('oi'),
  },
  'text about a product': {
    message: text('Ainda tem?', {
      context: {
        from: '551130000000',
        id: 'wamid.P',
        referred_product: { catalog_id: '19', product_retailer_id: 'sku-7' },
      },
    }),
    ...lead('Ainda tem?', {
      context: {
        isForwarded: false,
        isForwardedOften: false,
        product: { catalogId: '19', productId: 'sku-7' },
      },
    }),
  },
  'text from an ad': {
    message: text('Quero saber mais', { referral }),
    ...lead('Quero saber mais', { referral: readReferral }),
  },
  'text from an ad without a click id': {
    message: text('Oi', { referral: { ...referral, ctwa_clid: undefined, ref: 'boas-vindas' } }),
    ...lead('Oi', { referral: { ...readReferral, clickId: '', ref: 'boas-vindas' } }),
  },
  'text that answers': {
    message: text('Sim', { context: { from: '551130000000', id: 'wamid.ours' } }),
    ...lead('Sim', { context: { isForwarded: false, isForwardedOften: false, product: null } }),
  },
  'text that was forwarded': {
    message: text('Olha isto', { context: { forwarded: true } }),
    ...lead('Olha isto', { context: { isForwarded: true, isForwardedOften: false, product: null } }),
  },
  'text that is forwarded often': {
    message: text('Corrente', { context: { frequently_forwarded: true } }),
    ...lead('Corrente', { context: { isForwarded: true, isForwardedOften: true, product: null } }),
  },
  image: {
    message: { type: 'image', image: file({ caption: 'A vitrine' }) },
    ...lead('A vitrine', { media: { id: '880055110001', mimeType: 'image/jpeg', isVoice: false } }),
  },
  'image with an address': {
    message: { type: 'image', image: file({ url: 'https://lookaside.example/?mid=1' }) },
    ...lead('', { media: { url: 'https://lookaside.example/?mid=1' } }),
  },
  video: {
    message: { type: 'video', video: file({ mime_type: 'video/mp4', caption: 'veja' }) },
    ...lead('veja', { media: { mimeType: 'video/mp4' } }),
  },
  document: {
    message: {
      type: 'document',
      document: file({ mime_type: 'application/pdf', filename: 'orçamento.pdf' }),
    },
    ...lead('', { media: { fileName: 'orçamento.pdf', mimeType: 'application/pdf' } }),
  },
  'audio file': {
    message: { type: 'audio', audio: file({ mime_type: 'audio/ogg; codecs=opus', voice: false }) },
    ...lead('', { media: { isVoice: false } }),
  },
  'voice note': {
    message: { type: 'audio', audio: file({ mime_type: 'audio/ogg; codecs=opus', voice: true }) },
    ...lead('', { media: { isVoice: true } }),
  },
  sticker: {
    message: { type: 'sticker', sticker: file({ mime_type: 'image/webp', animated: true }) },
    ...lead('', { media: { isAnimated: true } }),
  },
  location: {
    message: {
      type: 'location',
      location: {
        latitude: -23.55,
        longitude: -46.63,
        name: 'Sé',
        address: 'Praça da Sé',
        url: 'https://x.example',
      },
    },
    ...lead('', { place: { latitude: -23.55, longitude: -46.63, name: 'Sé' } }),
  },
  contacts: {
    message: {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Lúcia Gomes' },
          org: { company: 'Oficina' },
          phones: [{ phone: '+55 11 95555-1111', wa_id: '5511955551111' }],
          emails: [{ email: 'lucia@example.com' }],
        },
      ],
    },
    ...lead('', {
      cards: [
        {
          name: 'Lúcia Gomes',
          company: 'Oficina',
          phones: [{ phone: '+55 11 95555-1111', waId: '5511955551111' }],
          emails: ['lucia@example.com'],
        },
      ],
    }),
  },
  'quick reply of a template': {
    message: { type: 'button', button: { payload: 'quero', text: 'Quero' }, context: { id: 'wamid.ours' } },
    ...lead('Quero', choice('button', 'quero', 'Quero')),
  },
  'quick reply without context': {
    message: { type: 'button', button: { payload: 'depois', text: 'Depois' } },
    ...lead('Depois', choice('button', 'depois', 'Depois')),
  },
  'button reply': {
    message: {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Cancelar pedido' } },
    },
    ...lead('Cancelar pedido', choice('button_reply', 'b1', 'Cancelar pedido')),
  },
  'list reply': {
    message: {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'l1', title: 'Expresso', description: 'Em dois dias' },
      },
    },
    ...lead('Expresso', choice('list_reply', 'l1', 'Expresso', { description: 'Em dois dias' })),
  },
  'form of a flow': {
    message: {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"nota":"5","flow_token":"segredo"}' },
      },
    },
    ...lead('Sent', choice('flow', 'flow', 'Sent', { answers: { nota: '5' } })),
  },
  'interactive that Meta could not tell': {
    message: { type: 'interactive' },
    errors: [{ code: 131000, title: 'Something went wrong', error_data: { details: 'Unsupported payload' } }],
    ...lead('', {
      errors: [{ code: 131000, title: 'Something went wrong', details: 'Unsupported payload' }],
    }),
  },
  order: {
    message: {
      type: 'order',
      order: {
        catalog_id: '19',
        text: 'Para hoje',
        product_items: [{ product_retailer_id: 'sku-7', quantity: 2, item_price: 30.5, currency: 'BRL' }],
      },
    },
    ...lead('Para hoje', {
      order: { catalogId: '19', items: [{ productId: 'sku-7', quantity: 2, price: 30.5, currency: 'BRL' }] },
    }),
  },
  unsupported: {
    message: { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] },
    ...lead('', { errors: [{ code: 131051, title: 'Message type unknown', details: '' }] }),
  },
  'unsupported of a named type': {
    message: {
      type: 'unsupported',
      unsupported: { type: 'poll' },
      errors: [{ code: 131051, title: 'Message type unknown' }],
    },
    ...lead('', { rawType: 'poll' }),
  },
  'a type of tomorrow': {
    message: { type: 'hologram', hologram: { id: '1' } },
    ...lead('', { rawType: 'hologram' }),
  },
  'welcome that was asked for': {
    message: { type: 'request_welcome' },
    ...lead('', { rawType: 'request_welcome' }),
  },
  reaction: {
    message: { type: 'reaction', reaction: { message_id: 'wamid.unknown', emoji: '👍' } },
    ...kept('waiting'),
  },
  'reaction that was emptied': {
    message: { type: 'reaction', reaction: { message_id: 'wamid.unknown', emoji: '' } },
    ...kept('waiting'),
  },
  'reaction without an emoji': {
    message: { type: 'reaction', reaction: { message_id: 'wamid.unknown' } },
    ...kept('waiting'),
  },
  edit: {
    message: {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.unknown',
        message: { type: 'image', image: file({ caption: 'Corrigido' }) },
      },
    },
    ...kept('waiting'),
  },
  revoke: {
    message: { type: 'revoke', revoke: { original_message_id: 'wamid.unknown' } },
    ...kept('waiting'),
  },
  'number that changed': {
    message: {
      type: 'system',
      system: { type: 'user_changed_number', body: 'User changed', wa_id: '5511977776666' },
    },
    ...kept('waiting'),
  },
  'identity that changed': {
    message: { type: 'system', system: { type: 'customer_identity_changed', body: 'User identity changed' } },
    ...kept('ignored'),
  },
  'message in a group': { message: text('Oi grupo', { group_id: 'Y2F0OjE' }), ...kept('ignored') },
};
