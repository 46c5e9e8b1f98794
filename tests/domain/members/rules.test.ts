import { expect, test } from 'vitest';
import { isLastAdmin, whyNotDeactivate } from '#domain/members/rules.ts';

const ana = { userId: 1, role: 'admin', isActive: true } as const;
const bia = { userId: 2, role: 'admin', isActive: false } as const;
const caio = { userId: 3, role: 'sales', isActive: true } as const;
const davi = { userId: 4, role: 'admin', isActive: true } as const;

test.each([
  ['alone', [ana], ana, true],
  ['beside one who left', [ana, bia], ana, true],
  ['beside sales staff', [ana, caio], ana, true],
  ['beside another', [ana, davi], ana, false],
  ['sales staff', [ana, caio], caio, false],
  ['one who left', [ana, bia], bia, false],
])('last admin, %s: %s', (_, members, member, expected) => {
  expect(isLastAdmin(members, member)).toBe(expected);
});

test.each([
  ['the last admin', [ana, caio], ana, { contactTotal: 0, contactsTo: null }, 'last_admin'],
  [
    'with contacts, nothing said',
    [ana, caio],
    caio,
    { contactTotal: 1, contactsTo: undefined },
    'target_needed',
  ],
  ['without contacts, nothing said', [ana, caio], caio, { contactTotal: 0, contactsTo: undefined }, null],
  ['to nobody', [ana, caio], caio, { contactTotal: 1, contactsTo: null }, null],
  ['to a colleague', [ana, caio], caio, { contactTotal: 1, contactsTo: 1 }, null],
  ['to themselves', [ana, caio], caio, { contactTotal: 1, contactsTo: 3 }, 'bad_target'],
  ['to one who left', [ana, bia, caio], caio, { contactTotal: 1, contactsTo: 2 }, 'bad_target'],
  ['to a stranger', [ana, caio], caio, { contactTotal: 0, contactsTo: 99 }, 'bad_target'],
])('deactivating %s', (_, members, member, facts, expected) => {
  expect(whyNotDeactivate(members, member, facts)).toBe(expected);
});
