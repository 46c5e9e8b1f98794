import type { Touch, Touches } from '#domain/auto-lead/list-touches.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';

export type TouchView = Omit<Touch, 'at' | 'phone'> & { at: Moment; phone: string };

/** What the card of touches shows, in the reader's words. */
export type TouchesView = {
  total: number;
  first: TouchView | null;
  newest: TouchView[];
  /** Whether the reader can look at the rules. */
  maySeeRules: boolean;
};

export function touchesView(
  { total, first, newest }: Touches,
  country: string,
  reader: Reader,
  maySeeRules: boolean,
): TouchesView {
  const shown = ({ at, phone, ...touch }: Touch): TouchView => ({
    ...touch,
    at: momentOf(at, reader),
    phone: phone ? formatPhone(phone, country) : '',
  });
  return { total, first: first && shown(first), newest: newest.map(shown), maySeeRules };
}
