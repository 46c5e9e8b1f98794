import { expect, test } from 'vitest';
import { classOf, type ErrorClass, topicOf } from '#domain/whatsapp/error-codes.ts';

/** By what Meta's page and the wording of each error ask for. */
const CLASSES: Record<ErrorClass, number[]> = {
  back_off: [1, 2, 4, 80007, 130429, 131000, 131016, 131057, 132069, 133004],
  pair_limit: [131056],
  stop_number: [
    0, 3, 10, 33, 190, 200, 210, 299, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131064, 133010,
  ],
  terminal: [130403, 130472, 130497, 131021, 131026, 131047, 131049, 131050, 131052, 132016],
  fix: [
    100, 131008, 131009, 131030, 131051, 131053, 131062, 131063, 132000, 132001, 132005, 132007, 132008,
    132012, 132015, 132018, 132068, 133016, 135000, 137000,
  ],
};

test.each(Object.entries(CLASSES).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)))(
  'error %i is %s',
  (code, name) => {
    expect(classOf(code)).toBe(name);
  },
);

test.each([199, 300, -1, 999_999, Number.NaN, 1.5])(
  'a code that nobody knows (%s) is not sent again and stops nothing',
  (code) => {
    expect(classOf(code)).toBe('fix');
    expect(topicOf(code)).toBe('request');
  },
);

test.each([
  [190, 'access'],
  [250, 'permission'],
  [131042, 'payment'],
  [131047, 'window'],
  [131050, 'opted_out'],
  [132001, 'template'],
  [33, 'number'],
])('error %i is about %s', (code, topic) => {
  expect(topicOf(code)).toBe(topic);
});
