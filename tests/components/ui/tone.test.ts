import { expect, test } from 'vitest';
import { toneCss, toneStyle } from '#components/ui/tone.tsx';
import { deriveTones } from '#lib/colour.ts';

test('each key gets its colours, for both themes', () => {
  const css = toneCss([
    { key: 1, ...deriveTones('#3b82f6') },
    { key: 'won', ...deriveTones('#22c55e') },
  ]);
  expect(css).toMatch(/^\.tone-1\{--dot-l:#3b82f6;--dot-d:#3b82f6;/);
  expect(css).toContain('.tone-won{--dot-l:#22c55e;');
  expect(css.match(/--\w[\w-]*:#[0-9a-f]{6}/g)).toHaveLength(28);
});

test.each(['</style><script>', 'red;background:url(//x)', 'expression(1)', '#12345'])(
  'what is not a colour is left out: %s',
  (evil) => {
    const tones = deriveTones('#3b82f6');
    const css = toneCss([{ key: 1, ...tones, light: { ...tones.light, dot: evil } }]);
    expect(css).not.toContain(evil);
    expect(css).not.toContain('--dot-l');
    expect(css).toContain('--dot-d:#3b82f6');
  },
);

test('a key that is not a plain word makes no rule', () => {
  expect(toneCss([{ key: '1{}body', ...deriveTones('#3b82f6') }])).toBe('');
});

test('the same values fit a style attribute', () => {
  expect(toneStyle(deriveTones('#3b82f6'))).toMatchObject({ '--dot-l': '#3b82f6', '--dot-d': '#3b82f6' });
});
