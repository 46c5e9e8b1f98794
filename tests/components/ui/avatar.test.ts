import { expect, test } from 'vitest';
import { initials } from '#components/ui/avatar.tsx';

test.each([
  ['Ana de Souza', 'AS'],
  ['  bruno  ', 'B'],
  ['Érica Ávila', 'ÉÁ'],
  ['👩🏽‍💻 Lima', '👩L'],
  ['', ''],
])('%s → %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
