import { randomBytes } from 'node:crypto';
import {
  DEMO_ACCOUNT_ID,
  DEMO_NUMBER_ID,
  DEMO_PHONE,
  DEMO_TEMPLATES,
  DEMO_VERIFIED_NAME,
  type MetaTemplate,
} from '#domain/demo/whatsapp-templates.ts';

export type StandInNumber = {
  id: string;
  accountId: string;
  displayPhone: string;
  verifiedName: string;
  quality: string;
};
export type StandInTemplate = MetaTemplate & { accountId: string };

/** Somebody on WhatsApp. `phone` null: known by a username only. */
export type Person = {
  name: string;
  phone: string | null;
  userId: string;
  /** When they last wrote, by id of our number. */
  wroteAt: Map<string, number>;
  /** When each number last wrote to them. */
  heardAt: Map<string, number>;
};

/** A message that was accepted from the product. */
export type Accepted = {
  wamid: string;
  numberId: string;
  to: string | null;
  recipient: string | null;
  callbackData: string | null;
  body: Record<string, unknown>;
  at: number;
  states: string[];
};

export type Media = { mimeType: string; bytes: Buffer };

/** What goes wrong with the next call: an error by its code, no answer at all, or a connection that breaks off. */
export type Failure =
  | { kind: 'code'; code: number; isLater: boolean }
  | { kind: 'timeout' | 'reset'; isAccepted: boolean };

/** Everything that the stand-in knows, in memory only. */
export type World = {
  numbers: StandInNumber[];
  templates: StandInTemplate[];
  /** Accounts of which our app is told: of no other does a webhook come. */
  subscribed: Set<string>;
  people: Person[];
  accepted: Accepted[];
  media: Map<string, Media>;
  failures: Failure[];
  rules: { isPairLimited: boolean; perSecond: number | null };
};

const SECOND_NUMBER = {
  id: '106540352242923',
  displayPhone: '5511900010011',
  verifiedName: 'Vale do Ipê Filial',
};

/** The world as it begins: the demo's account with two numbers and its templates. */
export function makeWorld(): World {
  const account = { accountId: DEMO_ACCOUNT_ID, quality: 'GREEN' };
  return {
    numbers: [
      { id: DEMO_NUMBER_ID, displayPhone: DEMO_PHONE, verifiedName: DEMO_VERIFIED_NAME, ...account },
      { ...SECOND_NUMBER, ...account },
    ],
    templates: DEMO_TEMPLATES.map((template) => ({ ...template, accountId: DEMO_ACCOUNT_ID })),
    // The demo's number is connected before the stand-in runs.
    subscribed: new Set([DEMO_ACCOUNT_ID]),
    people: [],
    accepted: [],
    media: new Map(),
    failures: [],
    rules: { isPairLimited: false, perSecond: null },
  };
}

/**
 * A number by its id. Besides those that stand there from the beginning, every id that begins as theirs is a number of the same account, so
 * that tests and the curious can connect as many as they like.
 */
export function findNumber(world: World, id: string): StandInNumber | undefined {
  const known = world.numbers.find((number) => number.id === id);
  const tail = /^10654035224(\d{4})$/.exec(id)?.[1];
  if (known || tail === undefined) return known;
  const made = {
    id,
    accountId: DEMO_ACCOUNT_ID,
    displayPhone: `551190002${tail}`,
    verifiedName: DEMO_VERIFIED_NAME,
    quality: 'GREEN',
  };
  world.numbers.push(made);
  return made;
}

export function newWamid(): string {
  return `wamid.${randomBytes(24).toString('base64')}`;
}

/** The person behind an address of a send, where the stand-in knows them. */
export function findPerson(
  world: World,
  { to, recipient }: { to: string | null; recipient: string | null },
): Person | undefined {
  const phone = to?.replace('+', '') ?? null;
  return world.people.find(
    (person) =>
      (recipient !== null && person.userId === recipient) || (phone !== null && person.phone === phone),
  );
}
