import { expect, test } from 'vitest';
import { DUPLICATE_REASONS, type Person, scorePair } from '#domain/duplicates/rules.ts';

const person = (name: string, facts: Partial<Person> = {}): Person => ({
  id: 1,
  name,
  phone: null,
  email: null,
  company: '',
  ...facts,
});

const acme = { company: 'Padaria São Jorge' };

test.each<[string, Person, Person, string | null]>([
  ['a name alone', person('Maria Silva'), person('Maria Silva'), null],
  [
    'the same name and company',
    person('Maria Silva', acme),
    person('MÁRIA  SILVA', acme),
    'same_name_company',
  ],
  ['one word is no full name', person('Maria', acme), person('Maria', acme), null],
  [
    'the same user at two providers',
    person('Ana', { email: 'ana.souza@gmail.com' }),
    person('ana', { email: 'Ana.Souza@hotmail.com' }),
    'same_email_name',
  ],
  [
    'the same user, another person',
    person('Ana', { email: 'contato@a.com.br' }),
    person('Bia', { email: 'contato@b.com.br' }),
    null,
  ],
  [
    'the same number behind another area code',
    person('Ana', { phone: '5511912345678' }),
    person('Ana', { phone: '5521912345678' }),
    'same_name_phone',
  ],
  [
    'the same number, another name',
    person('Ana', { phone: '5511912345678' }),
    person('Caio', { phone: '5521912345678' }),
    null,
  ],
  [
    'the same number, nearly the same name',
    person('Luiz Souza', { phone: '5511912345678' }),
    person('Luis Sousa', { phone: '5521912345678' }),
    'alike_name_phone',
  ],
  [
    'the same name at a company’s domain',
    person('Ana Souza', { email: 'ana@ipe.com.br' }),
    person('Ana Souza', { email: 'asouza@ipe.com.br' }),
    'same_name_domain',
  ],
  [
    'the same name at a public provider',
    person('Ana Souza', { email: 'ana@gmail.com' }),
    person('Ana Souza', { email: 'asouza@gmail.com' }),
    null,
  ],
  [
    'a typo, the same company',
    person('Thiago Cavalcanti', acme),
    person('Tiago Cavalcante', acme),
    'alike_name_company',
  ],
  [
    'a name in the middle',
    person('Ana Souza', acme),
    person('Ana Beatriz Souza', acme),
    'alike_name_company',
  ],
  ['brother and sister', person('Adriano Lopes', acme), person('Adriana Lopes', acme), null],
  ['the same family', person('Bruno Lopes', acme), person('Carla Lopes', acme), null],
  [
    'one slip in a long name, the same city',
    person('Helena Cavalcanti', { phone: '5511912345678' }),
    person('Helena Cavalcante', { phone: '5511987654321' }),
    'typo_name',
  ],
  [
    'one slip, another city',
    person('Helena Cavalcanti', { phone: '5511912345678' }),
    person('Helena Cavalcante', { phone: '5521987654321' }),
    null,
  ],
  [
    'one slip in a short name',
    person('Ana Lima', { phone: '5511912345678' }),
    person('Ana Lira', { phone: '5511987654321' }),
    null,
  ],
  [
    'long names of two people',
    person('Fernando Cavalcanti', { phone: '5511912345678' }),
    person('Fernanda Cavalcanti', { phone: '5511987654321' }),
    null,
  ],
  ['no names at all', person('👍', acme), person('👍', acme), null],
])('%s', (_, a, b, reason) => {
  expect(scorePair(a, b)?.reason ?? null).toBe(reason);
  expect(scorePair(b, a)).toEqual(scorePair(a, b));
});

test('one phone in two spellings is the surest, and surer reasons score higher', () => {
  const [a, b] = [person('Ana', acme), person('Caio')];
  expect(scorePair(a, b, true)).toEqual({ reason: 'same_phone', score: 0.99 });
  const sure = scorePair(person('Ana Souza', acme), person('Ana Souza', acme))?.score ?? 0;
  const likely = scorePair(person('Ana Souza', acme), person('Anna Souza', acme))?.score ?? 0;
  expect(sure).toBeGreaterThan(likely);
  expect(likely).toBeGreaterThan(0.5);
  expect(new Set(DUPLICATE_REASONS).size).toBe(DUPLICATE_REASONS.length);
});
