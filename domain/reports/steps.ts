/** From so many seconds on, lengths of time are told in steps of so many. */
const STEPS = [
  { from: 31_536_000, step: 86_400 },
  { from: 5_184_000, step: 43_200 },
  { from: 1_209_600, step: 7_200 },
  { from: 259_200, step: 1_800 },
  { from: 43_200, step: 300 },
  { from: 3_600, step: 60 },
  { from: 600, step: 10 },
] as const;

/** How many of each length (in seconds, of `stepped`). */
export type Steps = Map<number, number>;

/**
 * A length of time (seconds) as reports tell it: cut to steps of about one in a hundred that keep whole minutes, hours and days, so that the lengths of
 * a year can be kept as some thousand counts and still give the same median as if all were sorted. The same as `span_step` in the database.
 */
export function stepped(seconds: number): number {
  const whole = Math.max(0, Math.floor(seconds));
  const { step } = STEPS.find(({ from }) => whole >= from) ?? { step: 1 };
  return whole - (whole % step);
}

/** The length that a part of all (0 to 1) do not exceed; null of none. */
export function quantile(steps: Steps, part: number): number | null {
  return quantiles(steps, [part])[0] ?? null;
}

/** The same of several parts, from the smallest on; nothing of none. */
export function quantiles(steps: Steps, parts: readonly number[]): number[] {
  const total = countOf(steps);
  if (total === 0) return [];
  // Numbers that sort by themselves: a report does this with thousands of lengths for each week of a year.
  const lengths = new Float64Array([...steps.keys()]).sort();
  let place = 0;
  let seen = steps.get(lengths[0] ?? 0) ?? 0;
  return parts.map((part) => {
    const wanted = Math.max(1, Math.ceil(total * part - 1e-9));
    while (seen < wanted && place + 1 < lengths.length) {
      place += 1;
      seen += steps.get(lengths[place] ?? 0) ?? 0;
    }
    return lengths[place] ?? 0;
  });
}

/** How many lengths there are. */
export function countOf(steps: Steps): number {
  let total = 0;
  for (const count of steps.values()) total += count;
  return total;
}
