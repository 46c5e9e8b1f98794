import { customFieldId, OWNER_WORDS } from '#domain/contacts/condition-rules.ts';
import { type Condition, type FilterTree, isCondition, isGroup } from '#domain/contacts/filter-tree.ts';
import { history, touch } from './naive-past.ts';

/** A contact as a plain object, with all that other tables know of it. */
export type Person = {
  id: number;
  name: string;
  phone: string | null;
  email: string | null;
  company: string;
  website: string;
  notes: string;
  type: 'lead' | 'customer';
  isActive: boolean;
  statusId: number;
  originId: number;
  ownerId: number | null;
  createdAt: Date;
  updatedAt: Date;
  lastActivityAt: Date;
  statusSince: Date;
  lastMessageAt: Date | null;
  optedOutAt: Date | null;
  groups: number[];
  /** Purposes agreed to and not taken back. */
  consents: string[];
  imports: { id: number; outcome: string }[];
  stays: {
    statusId: number;
    fromStatusId: number | null;
    since: Date;
    until: Date | null;
    movedBy: number | null;
  }[];
  touches: {
    id: number;
    originId: number;
    at: Date;
    supersedesId: number | null;
    campaign: { kind: 'ad' | 'link'; key: string } | null;
  }[];
  /** What its origin was before origins were merged. */
  cameFromId: number;
  answers: Record<number, string | number | boolean | { day: string } | { choiceId: number }>;
};

export type World = {
  userId: number;
  inactive: number[];
  kinds: Record<number, string>;
  /** Seconds that a stay usually takes at most. */
  paces: Record<number, number>;
  mergedInto: Record<number, number>;
  now: Date;
  timeZone: string;
};

/** What a tree means, said as slowly and plainly as can be. */
export function matches(tree: FilterTree, person: Person, world: World): boolean {
  const held = tree.parts.map((part) => {
    if (isGroup(part)) return matches(part, person, world);
    return isCondition(part) && holds(part, person, world);
  });
  return tree.join === 'all' ? held.every(Boolean) : held.some(Boolean);
}

function holds({ field, operator, values }: Condition, person: Person, world: World): boolean {
  switch (field) {
    case 'name':
    case 'company':
    case 'website':
    case 'notes':
    case 'email':
    case 'phone':
      return text(operator, person[field] ?? '', values[0] ?? '');
    case 'type':
      return values.includes(person.type);
    case 'active':
      return person.isActive === (operator === 'yes');
    case 'optout':
      return (person.optedOutAt !== null) === (operator === 'yes');
    case 'status':
      if (operator === 'kind') return values.includes(world.kinds[person.statusId] ?? '');
      return values.includes(String(person.statusId)) === (operator === 'is');
    case 'origin':
      return values.includes(String(person.originId)) === (operator === 'is');
    case 'owner':
      return values.some((value) => isOwner(value, person, world)) === (operator === 'is');
    case 'group':
      if (values.length === 0) return person.groups.length > 0 === (operator === 'filled');
      return person.groups.some((id) => values.includes(String(id))) === (operator === 'any_of');
    case 'consent':
      return person.consents.includes(values[0] ?? '') === (operator === 'given');
    case 'import':
      return person.imports.some(
        ({ id, outcome }) =>
          values.includes(String(id)) && outcome === (operator === 'created_by' ? 'created' : 'updated'),
      );
    case 'touch':
      return touch(operator, values, person, world);
    case 'history':
      return history(operator, values, person, world);
    case 'created':
      return instant(operator, values, person.createdAt, world);
    case 'updated':
      return instant(operator, values, person.updatedAt, world);
    case 'activity':
      return instant(operator, values, person.lastActivityAt, world);
    case 'since':
      return instant(operator, values, person.statusSince, world);
    case 'message':
      return instant(operator, values, person.lastMessageAt, world);
    default:
      return answer(operator, values, person.answers[customFieldId(field) ?? 0], world);
  }
}

function isOwner(value: string, { ownerId }: Person, world: World): boolean {
  const word = OWNER_WORDS.find((one) => one === value);
  switch (word) {
    case 'me':
      return ownerId === world.userId;
    case 'none':
      return ownerId === null;
    case 'inactive':
      return ownerId !== null && world.inactive.includes(ownerId);
    default:
      return String(ownerId) === value;
  }
}

const plain = (value: string) =>
  value
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

function text(operator: string, held: string, wanted: string): boolean {
  const [value, sought] = [plain(held), plain(wanted)];
  switch (operator) {
    case 'equals':
      return value === sought;
    case 'differs':
      return value !== sought;
    case 'contains':
      return value.includes(sought);
    case 'lacks':
      return !value.includes(sought);
    case 'starts':
      return value.startsWith(sought);
    case 'domain':
      return value.endsWith(`@${sought.split('@').at(-1)}`);
    case 'filled':
      return value !== '';
    case 'empty':
      return value === '';
    default:
      throw new Error(`text ${operator}`);
  }
}

function instant(operator: string, values: string[], at: Date | null, world: World): boolean {
  if (operator === 'empty') return at === null;
  if (operator === 'filled') return at !== null;
  return at !== null && day(operator, values, at.toLocaleDateString('sv', world), world);
}

function day(operator: string, [first = '', second = '']: string[], held: string, world: World): boolean {
  const today = world.now.toLocaleDateString('sv', world);
  const shifted = (span: string, sign: number) => {
    const date = new Date(`${today}T12:00:00Z`);
    const count = sign * Number.parseInt(span, 10);
    if (!span.endsWith('m')) date.setUTCDate(date.getUTCDate() + count * (span.endsWith('w') ? 7 : 1));
    else {
      const wanted = date.getUTCDate();
      date.setUTCMonth(date.getUTCMonth() + count);
      // A shorter month has run over into the next one.
      if (date.getUTCDate() !== wanted) date.setUTCDate(0);
    }
    return date.toISOString().slice(0, 10);
  };
  const month = (one: string) => one.slice(0, 7);
  switch (operator) {
    case 'on':
      return held === first;
    case 'before':
      return held < first;
    case 'after':
      return held > first;
    case 'between':
      return held >= first && held <= second;
    case 'last':
      return held >= shifted(first, -1) && held <= today;
    case 'older':
      return held < shifted(first, -1);
    case 'next':
      return held >= today && held <= shifted(first, 1);
    case 'today':
      return held === today;
    case 'this_month':
      return month(held) === month(today);
    case 'last_month':
      return month(held) === month(shifted('1m', -1));
    case 'this_week':
      return monday(held) === monday(today);
    default:
      throw new Error(`day ${operator}`);
  }
}

function monday(of: string): string {
  const date = new Date(`${of}T12:00:00Z`);
  while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString();
}

function answer(
  operator: string,
  values: string[],
  held: Person['answers'][number] | undefined,
  world: World,
) {
  if (operator === 'empty') return held === undefined;
  if (operator === 'filled') return held !== undefined;
  if (operator === 'none_of')
    return !(typeof held === 'object' && 'choiceId' in held && values.includes(String(held.choiceId)));
  if (operator === 'ne') return held !== Number(values[0]);
  if (operator === 'differs' || operator === 'lacks')
    return text(operator, typeof held === 'string' ? held : '', values[0] ?? '');
  if (typeof held === 'string') return text(operator, held, values[0] ?? '');
  if (typeof held === 'number') return number(operator, held, values.map(Number));
  if (typeof held === 'boolean') return held === (operator === 'yes');
  if (held && 'day' in held) return day(operator, values, held.day, world);
  return held !== undefined && values.includes(String(held.choiceId));
}

function number(operator: string, held: number, [first = 0, second = 0]: number[]): boolean {
  switch (operator) {
    case 'eq':
      return held === first;
    case 'lt':
      return held < first;
    case 'le':
      return held <= first;
    case 'gt':
      return held > first;
    case 'ge':
      return held >= first;
    case 'range':
      return held >= first && held <= second;
    default:
      throw new Error(`number ${operator}`);
  }
}
