import type { MessageType } from '#db/whatsapp-values.ts';

const MEGABYTE = 1_000_000;

/** The most that Meta takes of each kind. Source: Meta's reference of media, v26.0. */
const LIMITS: Partial<Record<MessageType, number>> = {
  image: 5 * MEGABYTE,
  sticker: 0.5 * MEGABYTE,
  audio: 16 * MEGABYTE,
  video: 16 * MEGABYTE,
  document: 100 * MEGABYTE,
};
const LONGEST = 100 * MEGABYTE;
/** Meta counts a megabyte as either of two sizes. */
const TOLERANCE = 1.05;

/** How many bytes of a message's file are passed on. */
export function mediaLimit(type: MessageType): number {
  return Math.ceil((LIMITS[type] ?? LONGEST) * TOLERANCE);
}

/** Types that are safe to name to a browser; with `attachment` and `nosniff` none of them runs. The ending goes with files that have no name. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/csv': 'csv',
  'text/plain': 'txt',
};

/** What a file is called a browser by, and the ending of its name; anything else is bytes. */
export function safeType(mimeType: string): { contentType: string; ending: string | null } {
  const plain = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const ending = Object.hasOwn(ENDINGS, plain) ? ENDINGS[plain] : undefined;
  return ending ? { contentType: plain, ending } : { contentType: 'application/octet-stream', ending: null };
}

/** Where Meta keeps files. */
const META_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net|whatsapp\.net|facebook\.com)$/;

/**
 * Whether a file may be fetched from `url`: from Meta's own hosts by https, or from where the Graph API itself is (a stand-in, on any address
 * that the server's owner has named).
 */
export function isMetaAddress(url: string, graphUrl: string): boolean {
  const address = URL.parse(url);
  if (!address || address.username || address.password) return false;
  if (address.origin === URL.parse(graphUrl)?.origin) return true;
  return address.protocol === 'https:' && address.port === '' && META_HOSTS.test(address.hostname);
}
