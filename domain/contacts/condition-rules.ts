import { CONTACT_TYPES, type FieldKind, STATUS_KINDS } from '#db/values.ts';

/** What a condition's values are: how many, and what each may be. */
export type ValueShape =
  | 'none'
  | 'text'
  | 'digits'
  | 'ids'
  | 'owners'
  | 'types'
  | 'kinds'
  | 'day'
  | 'days'
  | 'span'
  | 'number'
  | 'numbers'
  /** One id. */
  | 'id'
  /** A status and two days, of which any may be empty. */
  | 'stay'
  /** The same with the status before it, which may be empty. */
  | 'move'
  /** A status and a minute. */
  | 'stand'
  /** A member, or nobody in particular, and two days. */
  | 'moves'
  /** Which touch, an origin, what kind of campaign, and which one. */
  | 'campaign';

type Operators = Readonly<Record<string, ValueShape>>;

const PRESENCE = { empty: 'none', filled: 'none' } as const satisfies Operators;
const PARTS = { contains: 'text', lacks: 'text' } as const satisfies Operators;
const TEXT = { ...PARTS, equals: 'text', differs: 'text', starts: 'text' } as const satisfies Operators;
const DATE = {
  last: 'span',
  older: 'span',
  on: 'day',
  before: 'day',
  after: 'day',
  between: 'days',
  today: 'none',
  this_week: 'none',
  this_month: 'none',
  last_month: 'none',
} as const satisfies Operators;
const NUMBER = {
  eq: 'number',
  ne: 'number',
  lt: 'number',
  le: 'number',
  gt: 'number',
  ge: 'number',
  range: 'numbers',
} as const satisfies Operators;
const CHOICE = { any_of: 'ids', none_of: 'ids' } as const satisfies Operators;
const YES_NO = { yes: 'none', no: 'none' } as const satisfies Operators;

/** Every field that each contact has, with what may be asked of it; in the order in which people look for them. */
const BUILT_IN = {
  name: TEXT,
  phone: { starts: 'digits', contains: 'digits', ...PRESENCE },
  email: { ...PARTS, equals: 'text', domain: 'text', ...PRESENCE },
  company: { ...TEXT, ...PRESENCE },
  website: { ...PARTS, ...PRESENCE },
  notes: { ...PARTS, ...PRESENCE },
  type: { is: 'types' },
  active: YES_NO,
  status: { is: 'ids', not: 'ids', kind: 'kinds' },
  origin: { is: 'ids', not: 'ids' },
  owner: { is: 'owners', not: 'owners' },
  group: { ...CHOICE, ...PRESENCE },
  created: DATE,
  updated: DATE,
  activity: DATE,
  since: DATE,
  message: { ...DATE, ...PRESENCE },
  optout: YES_NO,
  consent: { given: 'text', missing: 'text' },
  import: { created_by: 'ids', updated_by: 'ids' },
  touch: {
    ...{ first: 'ids', last: 'ids', any: 'ids' },
    // Under the names that origins had: those merged into them are others.
    ...{ first_as: 'ids', last_as: 'ids', any_as: 'ids' },
    ...{ campaign: 'campaign', campaign_as: 'campaign' },
  },
  history: { reached: 'stay', moved: 'move', moved_by: 'moves', stood: 'stand', left: 'stay', beyond: 'id' },
} as const satisfies Record<string, Operators>;

/** What may be asked of a custom field. The names of the kinds' operators differ, so that one says which kind is meant. */
const CUSTOM = {
  text: { ...TEXT, ...PRESENCE },
  number: { ...NUMBER, ...PRESENCE },
  date: { ...DATE, next: 'span', ...PRESENCE },
  choice: { ...CHOICE, ...PRESENCE },
  yes_no: { ...YES_NO, ...PRESENCE },
} as const satisfies Record<FieldKind, Operators>;

export type BuiltInField = keyof typeof BUILT_IN;
/** A field as addresses name it; `f12` is the custom field 12. */
export type FilterField = BuiltInField | `f${number}`;

type OperatorsOf<Fields> = Fields extends unknown ? keyof Fields : never;
export type Operator = OperatorsOf<(typeof BUILT_IN)[BuiltInField]> | OperatorsOf<(typeof CUSTOM)[FieldKind]>;

/** The owners who are not named: whoever asks, nobody, and members who left. */
export const OWNER_WORDS = ['me', 'none', 'inactive'] as const;
export const TOUCH_PLACES = ['first', 'last', 'any'] as const;
export const CAMPAIGN_KINDS = ['ad', 'link'] as const;
export const SPAN_UNITS = ['d', 'w', 'm'] as const;

export const BUILT_IN_FIELDS = Object.keys(BUILT_IN).filter(isBuiltIn);

function isBuiltIn(field: string): field is BuiltInField {
  return Object.hasOwn(BUILT_IN, field);
}

/** The id of the custom field that `field` names, or null. */
export function customFieldId(field: string): number | null {
  const id = /^f[1-9]\d{0,14}$/.test(field) ? Number(field.slice(1)) : null;
  return id !== null && Number.isSafeInteger(id) ? id : null;
}

/** `field` when it is one that may be asked about. */
export function toField(field: string): FilterField | null {
  if (isBuiltIn(field)) return field;
  const id = customFieldId(field);
  return id === null ? null : `f${id}`;
}

const ANY_CUSTOM: Operators = Object.assign({}, ...Object.values(CUSTOM));

/** What may be asked of a field, and with which values. Without its kind, a custom field allows the operators of all kinds. */
export function operatorsOf(field: FilterField, kind?: FieldKind): Operators {
  if (isBuiltIn(field)) return BUILT_IN[field];
  return kind ? CUSTOM[kind] : ANY_CUSTOM;
}

/** The shape of the values that `operator` takes there, or null when nobody can ask that. */
export function shapeOf(field: FilterField, operator: string, kind?: FieldKind): ValueShape | null {
  const operators = operatorsOf(field, kind);
  return Object.hasOwn(operators, operator) ? (operators[operator] ?? null) : null;
}

const TEXT_MAX = 100;
const IDS_MAX = 100;

/** The values of a condition in their one spelling, or null when they are not what `shape` takes. */
export function tidyValues(shape: ValueShape, values: readonly string[]): string[] | null {
  switch (shape) {
    case 'none':
      return values.length === 0 ? [] : null;
    case 'text':
      return single(values, tidyText);
    case 'digits':
      return single(values, (value) => {
        const digits = value.replace(/\D/g, '');
        return digits.length > 0 && digits.length <= 20 ? digits : null;
      });
    case 'day':
      return single(values, tidyDay);
    case 'span':
      return single(values, tidySpan);
    case 'number':
      return single(values, tidyNumber);
    case 'days':
      return pair(values, tidyDay, (a, b) => (a < b ? -1 : 1));
    case 'numbers':
      return pair(values, tidyNumber, (a, b) => Number(a) - Number(b));
    case 'id':
      return single(values, tidyId);
    case 'ids':
      return several(values, tidyId);
    case 'owners':
      return several(values, (value) => OWNER_WORDS.find((word) => word === value) ?? tidyId(value));
    case 'types':
      return several(values, (value) => CONTACT_TYPES.find((type) => type === value) ?? null);
    case 'kinds':
      return several(values, (value) => STATUS_KINDS.find((kind) => kind === value) ?? null);
    case 'stay':
      return inTurn(values, [tidyId, openOr(tidyDay), openOr(tidyDay)], true);
    case 'move':
      return inTurn(values, [openOr(tidyId), tidyId, openOr(tidyDay), openOr(tidyDay)], true);
    case 'moves':
      return inTurn(values, [openOr(tidyId), openOr(tidyDay), openOr(tidyDay)], true);
    case 'stand':
      return inTurn(values, [tidyId, tidyMinute], false);
    case 'campaign':
      return inTurn(values, [oneOf(TOUCH_PLACES), tidyId, oneOf(CAMPAIGN_KINDS), tidyText], false);
  }
}

type Tidy = (value: string) => string | null;

function single(values: readonly string[], tidy: Tidy): string[] | null {
  const [only] = values;
  const value = values.length === 1 && only !== undefined ? tidy(only) : null;
  return value === null ? null : [value];
}

function pair(values: readonly string[], tidy: Tidy, order: (a: string, b: string) => number) {
  const tidied = values.map(tidy).filter((value) => value !== null);
  return tidied.length === 2 && values.length === 2 ? tidied.sort(order) : null;
}

const openOr =
  (tidy: Tidy): Tidy =>
  (value) =>
    value === '' ? '' : tidy(value);

const oneOf =
  (words: readonly string[]): Tidy =>
  (value) =>
    words.find((word) => word === value) ?? null;

/** Each value as its place asks; days at the end in order. */
function inTurn(values: readonly string[], places: readonly Tidy[], endsInDays: boolean): string[] | null {
  if (values.length !== places.length) return null;
  const tidied = places.flatMap((tidy, at) => tidy(values[at] ?? '') ?? []);
  if (tidied.length < places.length) return null;
  const [from = '', to = ''] = tidied.slice(-2);
  return endsInDays && to !== '' && from > to ? [...tidied.slice(0, -2), to, from] : tidied;
}

/** Words before numbers, numbers upwards, each once. */
function several(values: readonly string[], tidy: Tidy): string[] | null {
  const tidied = values.map(tidy);
  const known = tidied.filter((value) => value !== null);
  if (known.length === 0 || known.length < tidied.length) return null;
  const rank = (value: string) => (/^\d/.test(value) ? Number(value) : 0);
  const unique = [...new Set(known)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return unique.length <= IDS_MAX ? unique : null;
}

/** One line that PostgreSQL takes (no NUL, no half letters), without spaces that nobody sees; null when nothing is left. */
export function tidyText(value: string): string | null {
  const text = value
    .slice(0, 1_000)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Z}\ufffd]+/gu, ' ')
    .normalize('NFC')
    .trim();
  const cut = [...text].slice(0, TEXT_MAX).join('').trim();
  return cut === '' ? null : cut;
}

function tidyId(value: string): string | null {
  const id = /^\d{1,16}$/.test(value) ? Number(value) : 0;
  return Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

/** A day from 1900 to 2199 as YYYY-MM-DD, or null. */
export function tidyDay(value: string): string | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}

/** A minute as YYYY-MM-DDTHH:MMZ, or null. */
function tidyMinute(value: string): string | null {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)Z$/.exec(value) ?? [];
  return time !== '' && tidyDay(day) !== null ? value : null;
}

function tidySpan(value: string): string | null {
  return /^[1-9]\d{0,2}[dwm]$/.test(value) ? value : null;
}

function tidyNumber(value: string): string | null {
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? String(Number(value) + 0) : null;
}
