import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOUCH_KINDS } from '#db/whatsapp-values.ts';
import { readArrival } from '#domain/auto-lead/arrival.ts';
import { decideOrigin, isArrival, reopenOf } from '#domain/auto-lead/rules.ts';
import type { AutoLead, OriginRule } from '#domain/auto-lead/types.ts';

const AD = { by: 'any' } as const;
const rule = (id: number, one: Partial<OriginRule> & Pick<OriginRule, 'kind'>): OriginRule =>
  ({ id, originId: id * 10, ...one }) as OriginRule;

const autoLead = (rules: OriginRule[], more: Partial<AutoLead> = {}): AutoLead => ({
  isOn: true,
  statusId: 1,
  originId: 99,
  assignment: 'nobody',
  personId: null,
  memberIds: [],
  openLimit: null,
  workingHours: null,
  reopening: 'lost',
  reopenStatusId: null,
  reactivates: true,
  version: 1,
  rules,
  links: new Map([['K7QX2', { id: 5, name: 'Panfleto', originId: 50 }]]),
  names: new Map([['facebook', { name: 'Facebook', originId: 60 }]]),
  ...more,
});

function arrival(text: string, referral: Record<string, string> | null = null, numberId = 1) {
  const read = readArrival({ numberId, text, referral });
  if (!read) throw new Error('no arrival');
  return read;
}

const ad = { sourceId: '1200', sourceType: 'ad', headline: 'Promoção de Verão', ref: 'campanha-facebook' };
const LINK = rule(2, { kind: 'link', originId: null });
const ALIAS = rule(3, { kind: 'alias', originId: null });

describe('decideOrigin', () => {
  it.each([
    ['no rule', [], arrival('oi'), { kind: 'default', originId: 99, ruleId: null }],
    [
      'any ad',
      [rule(1, { kind: 'ad', condition: AD })],
      arrival('', ad),
      { kind: 'ad', originId: 10, evidenceText: 'Promoção de Verão' },
    ],
    [
      'any ad, and no ad',
      [rule(1, { kind: 'ad', condition: AD })],
      arrival('Promoção de Verão'),
      { kind: 'default' },
    ],
    [
      'the ad by its id',
      [rule(1, { kind: 'ad', condition: { by: 'id', id: '1200' } })],
      arrival('', ad),
      { kind: 'ad' },
    ],
    [
      'another ad id',
      [rule(1, { kind: 'ad', condition: { by: 'id', id: '120' } })],
      arrival('', ad),
      { kind: 'default' },
    ],
    [
      'the headline without accents',
      [rule(1, { kind: 'ad', condition: { by: 'headline', text: 'promocao de VERAO' } })],
      arrival('', ad),
      { kind: 'ad' },
    ],
    [
      'a post, not an ad',
      [rule(1, { kind: 'ad', condition: { by: 'kind', sourceType: 'post' } })],
      arrival('', ad),
      { kind: 'default' },
    ],
    [
      'text contains',
      [rule(1, { kind: 'text', condition: { by: 'contains', text: 'DESCONTO' } })],
      arrival('quero o desconto'),
      { kind: 'text', evidenceText: 'DESCONTO' },
    ],
    [
      'text starts',
      [rule(1, { kind: 'text', condition: { by: 'starts', text: 'ola' } })],
      arrival('  Olá, tudo bem?'),
      { kind: 'text' },
    ],
    [
      'text does not start',
      [rule(1, { kind: 'text', condition: { by: 'starts', text: 'tudo' } })],
      arrival('Olá, tudo bem?'),
      { kind: 'default' },
    ],
    [
      'a pattern',
      [rule(1, { kind: 'text', condition: { by: 'pattern', text: '*curso*noite*' } })],
      arrival('Tem curso à noite?'),
      { kind: 'text' },
    ],
    [
      'our number',
      [rule(1, { kind: 'number', condition: { numberId: 7 } })],
      arrival('oi', null, 7),
      { kind: 'number', originId: 10 },
    ],
    [
      'another number',
      [rule(1, { kind: 'number', condition: { numberId: 7 } })],
      arrival('oi', null, 8),
      { kind: 'default' },
    ],
    ['a link', [LINK], arrival('Olá (ref k7qx2)'), { kind: 'link', originId: 50, linkId: 5, ruleId: 2 }],
    ['a name in the text', [ALIAS], arrival('vi no Facebook'), { kind: 'alias', originId: 60 }],
    ['a name in the ref of the ad', [ALIAS], arrival('oi', ad), { kind: 'alias', originId: 60 }],
    [
      'the first of two that fit',
      [LINK, rule(1, { kind: 'ad', condition: AD }), ALIAS],
      arrival('K7QX2', ad),
      { kind: 'link', originId: 50 },
    ],
    [
      'the same two the other way round',
      [rule(1, { kind: 'ad', condition: AD }), LINK],
      arrival('K7QX2', ad),
      { kind: 'ad', originId: 10 },
    ],
    [
      'a rule whose origin is not there',
      [rule(1, { kind: 'ad', condition: AD, originId: null }), LINK],
      arrival('K7QX2', ad),
      { kind: 'link' },
    ],
  ])('%s', (_, rules, came, expected) => {
    expect(decideOrigin(autoLead(rules as OriginRule[]), came)).toMatchObject(expected);
  });

  it('gives an origin to whatever people write, and the same one twice', () => {
    const rules = [
      rule(1, { kind: 'text', condition: { by: 'pattern', text: '*a?b*' } }),
      LINK,
      rule(4, { kind: 'ad', condition: { by: 'headline', text: 'x' } }),
      ALIAS,
    ];
    const settings = autoLead(rules);
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, fc.option(text), (body, headline) => {
        const came = arrival(body, headline === null ? null : { headline });
        const first = decideOrigin(settings, came);
        expect([10, 40, 50, 60, 99]).toContain(first.originId);
        expect(decideOrigin(settings, came)).toEqual(first);
      }),
    );
  });

  it('says what is wrong where there is no origin to give', () => {
    expect(() => decideOrigin(autoLead([], { originId: null }), arrival('oi'))).toThrow('no origin');
  });
});

describe('isArrival', () => {
  it.each(TOUCH_KINDS.map((kind) => [kind, kind === 'ad' || kind === 'link'] as const))(
    'a later message that tells by %s: %s',
    (kind, expected) => {
      const ruling = { kind, originId: 1, ruleId: null, linkId: null, evidenceText: '' };
      expect(isArrival(ruling, { isFirst: false })).toBe(expected);
      expect(isArrival(ruling, { isFirst: true })).toBe(true);
    },
  );
});

describe('reopenOf', () => {
  it.each([
    ['never', 'lost', null],
    ['never', 'won', null],
    ['lost', 'lost', { statusId: 1 }],
    ['lost', 'won', null],
    ['won', 'won', { statusId: 1 }],
    ['won', 'lost', null],
    ['won_and_lost', 'won', { statusId: 1 }],
    ['won_and_lost', 'lost', { statusId: 1 }],
    ['won_and_lost', 'open', null],
  ] as const)('%s, of a contact that is %s', (reopening, statusKind, expected) => {
    expect(reopenOf(autoLead([], { reopening }), { statusId: 8, statusKind })).toEqual(expected);
  });

  it('goes into the status chosen for it, and nowhere while it is off', () => {
    const contact = { statusId: 8, statusKind: 'lost' } as const;
    expect(reopenOf(autoLead([], { reopenStatusId: 4 }), contact)).toEqual({ statusId: 4 });
    expect(reopenOf(autoLead([], { isOn: false }), contact)).toBeNull();
    expect(reopenOf(autoLead([], { reopenStatusId: 8 }), contact)).toBeNull();
  });
});
