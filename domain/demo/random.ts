/** Chance that repeats itself: the same seed gives the same draws on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number;
  isLucky(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Mostly from the front of the list. */
  pickSkewed<T>(list: readonly T[]): T;
  /** Hours or days until something happens that usually takes `median`: always positive, sometimes long. */
  waiting(median: number): number;
};

/** Mulberry32: 32 bits of state are plenty for a few thousand draws. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const at = <T>(list: readonly T[], position: number): T => {
    const found = list[Math.floor(position * list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    isLucky: (probability) => next() < probability,
    pick: (list) => at(list, next()),
    pickSkewed: (list) => at(list, next() ** 2.2),
    waiting: (median) => median * Math.exp(gaussian(next) * 0.9),
  };
}

/** Box–Muller: a draw from the normal distribution. */
function gaussian(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
