import type { FictionalPerson } from './people.ts';
import { slug } from './people.ts';
import type { Random } from './random.ts';

type Whole = FictionalPerson & { phone: string };

/** Ways in which one person ends up as two contacts. */
const WAYS: ((person: Whole, digits: string) => Partial<FictionalPerson>)[] = [
  // A second number, taken down by a colleague.
  ({ phone }, digits) => ({ phone: `${phone.slice(0, 4)}90${digits}`, email: null }),
  // The same number with the wrong area code.
  ({ phone }) => ({
    phone: `55${phone.startsWith('5511') ? '21' : '11'}${phone.slice(4)}`,
    email: null,
    company: '',
  }),
  // A slip of the pen.
  ({ firstName, phone }, digits) => ({
    firstName: `${firstName}${firstName.slice(-1)}`,
    phone: `${phone.slice(0, 4)}90${digits}`,
    email: null,
  }),
  // Only an address, at another provider.
  ({ firstName, lastName }) => ({
    phone: null,
    email: `${slug(`${firstName} ${lastName}`, '.')}@example.net`,
    company: '',
    website: '',
  }),
];

/** How many of the demo's contacts are there twice, so that the page of duplicates is not empty. */
export const TWINS = 6;

/** A second contact of a person who has a company and a phone; `serial` tells it from all others. */
export function makeTwin(random: Random, person: FictionalPerson, serial: number): FictionalPerson {
  const way = WAYS[serial % WAYS.length];
  if (!way || person.phone === null) throw new Error('a twin needs a person with a phone');
  const digits = String(Math.floor(random.next() * 1_000_000) + serial * 1_000_000)
    .slice(-7)
    .padStart(7, '0');
  return { ...person, website: '', ...way({ ...person, phone: person.phone }, digits) };
}
