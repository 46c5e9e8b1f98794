import type { DuplicatePair, DuplicateSide } from '#domain/duplicates/list.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';

export type SideView = Omit<DuplicateSide, 'createdAt'> & { created: Moment };
export type PairView = {
  reason: DuplicatePair['reason'];
  sides: [SideView, SideView];
  /** The facts that are the same in both. */
  shared: SharedFact[];
};
export type SharedFact = 'name' | 'phone' | 'email' | 'company';

/** Puts a pair into a reader's words; on the server, where phones can be worked out. */
export function pairView({ reason, sides }: DuplicatePair, country: string, reader: Reader): PairView {
  const [one, other] = sides;
  const view = ({ createdAt, phone, ...side }: DuplicateSide): SideView => ({
    ...side,
    phone: phone === null ? null : formatPhone(phone, country),
    created: momentOf(createdAt, reader),
  });
  const tail = (phone: string | null) => phone?.slice(-8);
  const user = (email: string | null) => email?.toLowerCase().split('@')[0];
  const domain = (email: string | null) => email?.toLowerCase().split('@')[1];
  const isMailShared = reason.endsWith('domain')
    ? domain(one.email) === domain(other.email)
    : user(one.email) === user(other.email);
  const same = (a: string, b: string) => a !== '' && a.toLowerCase() === b.toLowerCase();
  const shared: SharedFact[] = [];
  if (same(one.name, other.name)) shared.push('name');
  if (one.phone && tail(one.phone) === tail(other.phone)) shared.push('phone');
  if (one.email && other.email && isMailShared) shared.push('email');
  if (same(one.company, other.company)) shared.push('company');
  return { reason, sides: [view(one), view(other)], shared };
}
