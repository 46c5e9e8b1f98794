/** How high the drawing is, in its own units. */
export const TALL = 100;

/** Each status's share of every step as one area, the first at the top; `totals` by step and status. The highest step fills the drawing. */
export function drawAreas(totals: readonly (readonly number[])[]): string[] {
  const sums = totals.map((step) => step.reduce((sum, one) => sum + one, 0));
  const scale = TALL / Math.max(1, ...sums);
  // One step alone is drawn as two, so that it is wide at all.
  const steps = totals.length === 1 ? [...totals, ...totals] : totals;
  const count = steps[0]?.length ?? 0;
  const tops = steps.map((step) => {
    const edges = [TALL - step.reduce((sum, one) => sum + one, 0) * scale];
    for (const one of step) edges.push((edges.at(-1) ?? 0) + one * scale);
    return edges;
  });
  return Array.from({ length: count }, (_, status) => {
    const upper = tops.map((edges, x) => `${x} ${round(edges[status] ?? TALL)}`);
    const lower = tops.map((edges, x) => `${x} ${round(edges[status + 1] ?? TALL)}`).reverse();
    return `M${upper.join('L')}L${lower.join('L')}Z`;
  });
}

/** The places of a period's steps that are named beneath it: where months (or years) begin, not more than `most`. */
export function tickPlaces(days: readonly string[], most: number): number[] {
  const begins = (length: 4 | 7) =>
    days.flatMap((day, place) => {
      const before = days[place - 1];
      return before && before.slice(0, length) !== day.slice(0, length) ? [place] : [];
    });
  const months = begins(7);
  const places = months.length > 24 ? begins(4) : months;
  const each = Math.max(1, Math.ceil(places.length / most));
  return places.filter((_, at) => at % each === 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
