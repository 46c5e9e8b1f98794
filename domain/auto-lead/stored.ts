import { z } from 'zod';
import type { RuleKind } from '#db/whatsapp-values.ts';
import type { RuleCondition } from './types.ts';

const ad = z.discriminatedUnion('by', [
  z.object({ by: z.literal('id'), id: z.string() }),
  z.object({ by: z.literal('headline'), text: z.string() }),
  z.object({ by: z.literal('kind'), sourceType: z.enum(['ad', 'post']) }),
  z.object({ by: z.literal('any') }),
]);
const text = z.object({ by: z.enum(['contains', 'starts', 'pattern']), text: z.string() });
const number = z.object({ numberId: z.number() });

/** What a rule looks at, as it was stored; null where it cannot be read, and then it decides nothing. */
export function readCondition(kind: RuleKind, stored: unknown): RuleCondition | null {
  switch (kind) {
    case 'ad': {
      const { data } = ad.safeParse(stored);
      return data ? { kind, condition: data } : null;
    }
    case 'text': {
      const { data } = text.safeParse(stored);
      return data ? { kind, condition: data } : null;
    }
    case 'number': {
      const { data } = number.safeParse(stored);
      return data ? { kind, condition: data } : null;
    }
    case 'link':
    case 'alias':
      return { kind };
  }
}

const ids = z.array(z.number()).catch([]);
const hours = z
  .record(z.string(), z.array(z.tuple([z.string(), z.string()])))
  .nullable()
  .catch(null);

/** The members who take turns, as they were stored. */
export const readMemberIds = (stored: unknown): number[] => ids.parse(stored);

/** The working hours as they were stored; null: always. */
export const readHours = (stored: unknown) => hours.parse(stored);
