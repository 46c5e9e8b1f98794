import type { BenchServer } from './bench-database.ts';
import { type Figure, figure } from './figure.ts';
import { measurePages } from './pages.ts';
import { openStage } from './stage.ts';

const GROWTH_MAX = 1.3;

/** The same pages over a hundredth, a tenth and all of the contacts: the slowest against the first. */
export async function benchGrowth(server: BenchServer, contacts: number): Promise<Figure[]> {
  const series: Record<string, number>[] = [];
  for (const size of [contacts / 100, contacts / 10, contacts]) {
    const stage = await openStage(server, Math.max(1000, Math.round(size)));
    try {
      series.push(await measurePages(stage));
    } finally {
      await stage.close();
    }
  }
  const [first = {}, ...rest] = series;
  return Object.entries(first).map(([page, p50]) => {
    const slowest = Math.max(...rest.map((pages) => pages[page] ?? Number.NaN));
    return figure(`growth.${page}`, slowest / p50, '×', { atMost: GROWTH_MAX });
  });
}
