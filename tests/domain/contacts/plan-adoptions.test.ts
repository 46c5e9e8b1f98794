import { describe, expect, test } from 'vitest';
import { matchOf, planAdoptions } from '#domain/contacts/plan-adoptions.ts';

const phone = (value: string) => ({ kind: 'phone', value });
const user = (value: string) => ({ kind: 'whatsapp_user', value });
const stray = (names: { phone?: string; userId?: string }) => ({
  id: 1,
  numberId: 1,
  phone: names.phone ?? null,
  userId: names.userId ?? null,
});

describe('by what a conversation is a contact’s', () => {
  test.each([
    [{ userId: 'BR.A', phone: '5511988887777' }, [phone('5511988887777'), user('BR.A')], 'user_id', 'BR.A'],
    [{ phone: '5511988887777' }, [phone('5511988887777')], 'phone', '5511988887777'],
    [{ phone: '551188887777' }, [phone('5511988887777')], 'variant', '5511988887777'],
    [{ phone: '5491123456789' }, [phone('541123456789')], 'variant', '541123456789'],
    [{ phone: '5215512345678' }, [phone('525512345678')], 'variant', '525512345678'],
  ])('%j, known by %j', (names, known, by, value) => {
    expect(matchOf(stray(names), known)).toEqual({ by, value });
  });

  test.each([
    [{ userId: 'BR.A' }, [user('BR.B'), phone('BR.A')]],
    [{ phone: '551132345678' }, [phone('5511932345678')]],
    [{}, [phone('5511988887777')]],
  ])('%j is not %j', (names, known) => {
    expect(matchOf(stray(names), known)).toBeNull();
  });
});

test('each joins what the contact has with the same number, else the first that it gets', () => {
  const one = (id: number, numberId: number, contact: number) => ({
    id,
    numberId,
    contact,
    by: null,
    value: null,
  });
  const planned = [one(9, 1, 7), one(5, 2, 7), one(6, 2, 7), one(8, 1, 4)];
  const own = [{ id: 3, numberId: 1, contact: 7 }];
  expect(planAdoptions(planned, own).map(({ id, keeper }) => [id, keeper])).toEqual([
    [5, 5],
    [6, 5],
    [8, 8],
    [9, 3],
  ]);
});
