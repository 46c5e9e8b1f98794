/**
 * What an error of Meta's means for whoever was sending:
 * - `back_off`: nothing is wrong with the message; try it again later, and later still.
 * - `pair_limit`: too many to one person in a short time; wait 4^attempts seconds.
 * - `stop_number`: the next message would fail the same way; the number stops until somebody has looked.
 * - `terminal`: this message will never arrive, and there is nothing to mend in it.
 * - `fix`: what was sent is wrong, or its template; a person has to change it.
 */
export type ErrorClass = 'back_off' | 'pair_limit' | 'stop_number' | 'terminal' | 'fix';

/** What an error is about, for the sentence that people read. */
export type ErrorTopic =
  | 'access'
  | 'permission'
  | 'number'
  | 'payment'
  | 'blocked'
  | 'quality'
  | 'busy'
  | 'window'
  | 'recipient'
  | 'marketing'
  | 'opted_out'
  | 'template'
  | 'media'
  | 'request';

type Meaning = readonly [ErrorClass, ErrorTopic];

/** Source: Meta's page of error codes, as of November 2025 and September 2026. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  0: ['stop_number', 'access'],
  1: ['back_off', 'busy'],
  2: ['back_off', 'busy'],
  3: ['stop_number', 'permission'],
  4: ['back_off', 'busy'],
  10: ['stop_number', 'permission'],
  33: ['stop_number', 'number'],
  100: ['fix', 'request'],
  190: ['stop_number', 'access'],
  368: ['stop_number', 'blocked'],
  80007: ['back_off', 'busy'],
  130403: ['terminal', 'recipient'],
  130429: ['back_off', 'busy'],
  130472: ['terminal', 'marketing'],
  130497: ['terminal', 'recipient'],
  131000: ['back_off', 'busy'],
  131005: ['stop_number', 'permission'],
  131008: ['fix', 'request'],
  131009: ['fix', 'request'],
  131016: ['back_off', 'busy'],
  131021: ['terminal', 'recipient'],
  131026: ['terminal', 'recipient'],
  131030: ['fix', 'recipient'],
  131031: ['stop_number', 'blocked'],
  131037: ['stop_number', 'number'],
  131042: ['stop_number', 'payment'],
  131045: ['stop_number', 'number'],
  131047: ['terminal', 'window'],
  131048: ['stop_number', 'quality'],
  131049: ['terminal', 'marketing'],
  131050: ['terminal', 'opted_out'],
  131051: ['fix', 'request'],
  131052: ['terminal', 'media'],
  131053: ['fix', 'media'],
  131056: ['pair_limit', 'busy'],
  131057: ['back_off', 'busy'],
  131062: ['fix', 'recipient'],
  131063: ['fix', 'template'],
  131064: ['stop_number', 'quality'],
  132000: ['fix', 'template'],
  132001: ['fix', 'template'],
  132005: ['fix', 'template'],
  132007: ['fix', 'template'],
  132008: ['fix', 'template'],
  132012: ['fix', 'template'],
  132015: ['fix', 'template'],
  132016: ['terminal', 'template'],
  132018: ['fix', 'template'],
  132068: ['fix', 'template'],
  132069: ['back_off', 'busy'],
  133004: ['back_off', 'busy'],
  133010: ['stop_number', 'number'],
  133016: ['fix', 'number'],
  135000: ['fix', 'request'],
  137000: ['fix', 'recipient'],
};

/** A code that nobody knows is no reason to send again, nor to stop everything. */
const UNKNOWN: Meaning = ['fix', 'request'];

function meaningOf(code: number): Meaning {
  if (code >= 200 && code <= 299) return ['stop_number', 'permission'];
  return (Object.hasOwn(MEANINGS, code) && MEANINGS[code]) || UNKNOWN;
}

/** What to do about Meta's error `code`. */
export function classOf(code: number): ErrorClass {
  return meaningOf(code)[0];
}

/** What Meta's error `code` is about: a key under `whatsapp.topics` in the messages. */
export function topicOf(code: number): ErrorTopic {
  return meaningOf(code)[1];
}
