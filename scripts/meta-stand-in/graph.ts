import { createHash } from 'node:crypto';
import type { Json } from './json.ts';
import { makeMedia } from './media.ts';
import { type Refused, refusal } from './refusals.ts';
import { findNumber, type Media, type StandInNumber, type World } from './world.ts';

const PAGE = 25;
const LARGEST_PAGE = 250;

/** The answer to a GET of the Graph API, below its version. `base` is where media can be fetched. */
export function readGraph(
  world: World,
  path: string,
  query: URLSearchParams,
  base: string,
): object | Refused {
  const [id = '', edge] = path.split('/', 2);
  if (edge === 'message_templates') return readTemplates(world, id, query, base);
  if (edge === 'subscribed_apps') return readSubscribed(world, id);
  if (edge === 'phone_numbers')
    return { data: numbersOf(world, id).map((number) => describe(number, query)) };
  if (edge !== undefined) return refusal(100, `Unknown path components: /${edge.slice(0, 50)}`);
  const number = findNumber(world, id);
  if (number) return describe(number, query);
  const account = numbersOf(world, id)[0];
  if (account) return { id, name: account.verifiedName };
  const media = mediaOf(world, id);
  return media ? describeMedia(id, media, base) : unknownObject(id);
}

/** The bytes behind a media id. Any number that is no other thing's id has a picture of its own. */
export function mediaOf(world: World, id: string): Media | null {
  if (world.media.has(id)) return world.media.get(id) ?? null;
  const isKnown = world.numbers.some((number) => number.id === id || number.accountId === id);
  return /^90\d{4,20}$/.test(id) && !isKnown ? makeMedia(id) : null;
}

/** As Meta answers to an id that is not there, or not for this token. */
export function unknownObject(id: string): Refused {
  return refusal(100, `Unsupported request. Object with ID '${id.slice(0, 40)}' does not exist.`);
}

function readSubscribed(world: World, accountId: string): object | Refused {
  if (numbersOf(world, accountId).length === 0) return unknownObject(accountId);
  const app = {
    id: '670843887433847',
    link: 'https://www.facebook.com/games/?app_id=670843887433847',
    name: 'Chat-Bot',
  };
  return { data: world.subscribed.has(accountId) ? [{ whatsapp_business_api_data: app }] : [] };
}

function numbersOf(world: World, accountId: string): StandInNumber[] {
  return world.numbers.filter((number) => number.accountId === accountId);
}

function describe(number: StandInNumber, query: URLSearchParams): Json {
  const all: Json = {
    verified_name: number.verifiedName,
    code_verification_status: 'VERIFIED',
    display_phone_number: `+${number.displayPhone}`,
    quality_rating: number.quality,
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
  };
  return { ...pick(all, query), id: number.id };
}

function describeMedia(id: string, { mimeType, bytes }: Media, base: string): Json {
  return {
    url: `${base}/media/${id}`,
    mime_type: mimeType,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file_size: bytes.length,
    id,
    messaging_product: 'whatsapp',
  };
}

function readTemplates(
  world: World,
  accountId: string,
  query: URLSearchParams,
  base: string,
): object | Refused {
  if (numbersOf(world, accountId).length === 0) return unknownObject(accountId);
  const all = world.templates.filter((template) => template.accountId === accountId);
  const limit = Math.min(LARGEST_PAGE, Math.max(1, Number(query.get('limit')) || PAGE));
  const after = query.get('after');
  const start = after === null ? 0 : readCursor(after);
  if (start === null) return refusal(100, 'Invalid cursor.');
  const page = all.slice(start, start + limit);
  const end = start + page.length;
  const next = new URLSearchParams(query);
  next.set('after', makeCursor(end));
  return {
    data: page.map((template, at) => ({ ...pick({ ...template }, query), id: String(1_000 + start + at) })),
    paging: {
      cursors: { before: makeCursor(start), after: makeCursor(end) },
      ...(end < all.length && { next: `${base}/${accountId}/message_templates?${next}` }),
    },
  };
}

function pick(all: Json, query: URLSearchParams): Json {
  const { accountId: _, ...shown } = all;
  const fields = query
    .get('fields')
    ?.split(',')
    .map((field) => field.trim());
  return fields ? Object.fromEntries(Object.entries(shown).filter(([name]) => fields.includes(name))) : shown;
}

function makeCursor(place: number): string {
  return Buffer.from(`place ${place}`).toString('base64url');
}

function readCursor(cursor: string): number | null {
  const place = /^place (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return place === undefined ? null : Number(place);
}
