import { stepped } from '../reports/steps.ts';
import type { Story } from './story.ts';

/** Figures by what they are of, as `status 3 total`; what is not there is none. */
export type Figures = Map<string, number | null>;

/** Takes stories in, one by one, and tells the figures of all of them in the end. */
export type Counter = { add: (story: Story) => void; figures: () => Figures };

/** Counts by name. */
export function tallyOf(figures: Figures): (name: string, by?: number) => void {
  return (name, by = 1) => figures.set(name, (figures.get(name) ?? 0) + by);
}

/** Lists of numbers by name. */
export function listsOf(): {
  push: (name: string, value: number | null) => void;
  all: Map<string, number[]>;
} {
  const all = new Map<string, number[]>();
  return {
    all,
    push: (name, value) => {
      if (value === null) return;
      const list = all.get(name);
      if (list) list.push(value);
      else all.set(name, [value]);
    },
  };
}

/** The first length of a list, in the steps that lengths are told in, that such a part of it does not exceed; null of nothing. */
export function share(list: readonly number[], part: number): number | null {
  const sorted = list.map(stepped).toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(list.length * part - 1e-9)) - 1] ?? null;
}

/** Seconds are told by the thousandth, and computed in another order here and there. */
const NEAR = 0.002;

/** Which figures differ between two tellings: what the first says, and the second. */
export function differences(
  told: Figures,
  counted: Figures,
): { name: string; told: number | null; counted: number | null }[] {
  const names = [...new Set([...told.keys(), ...counted.keys()])];
  return names.flatMap((name) => {
    const [one, other] = [told.get(name), counted.get(name)];
    // A row that one of them leaves out has nobody.
    const isSame =
      (one ?? null) === (other ?? null) ||
      (one === undefined && other === 0) ||
      (other === undefined && one === 0);
    const isNear = typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) <= NEAR;
    return isSame || isNear ? [] : [{ name, told: one ?? null, counted: other ?? null }];
  });
}
