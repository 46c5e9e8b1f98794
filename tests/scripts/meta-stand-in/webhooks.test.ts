import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { metaJson, signatureOf } from '#scripts/meta-stand-in/webhooks.ts';

test('a body is written as Meta writes it: letters beyond ASCII and slashes escaped', () => {
  const written = metaJson({ text: 'Olá 🚀', url: 'https://a.example/b' });
  expect(written).toBe('{"text":"Ol\\u00e1 \\ud83d\\ude80","url":"https:\\/\\/a.example\\/b"}');
  expect(JSON.parse(written)).toEqual({ text: 'Olá 🚀', url: 'https://a.example/b' });
});

test('the signature is of the bytes', () => {
  const hex = createHmac('sha256', 'segredo').update('corpo').digest('hex');
  expect(signatureOf(Buffer.from('corpo'), 'segredo')).toBe(`sha256=${hex}`);
});
