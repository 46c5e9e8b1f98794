import { type Browser, chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.ts';
import { type Figure, figure, percentile } from './figure.ts';
import type { Stage } from './stage.ts';

const VISITS = 5;

type Visit = { usableAt: number; scriptBytes: number; nodes: number };

/** The pipeline page in a browser that has never seen it: desktop size, nothing cached. */
export async function benchBrowser(stage: Stage, signal: AbortSignal): Promise<Figure[]> {
  const executablePath = await ensureChromium(signal);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const visits: Visit[] = [];
    for (let index = 0; index < VISITS; index += 1) visits.push(await visit(browser, stage));
    const median = (of: keyof Visit) =>
      percentile(
        visits.map((one) => one[of]),
        0.5,
      );
    return [
      figure('browser.cards-usable', median('usableAt') / 1000, 's', { atMost: 1 }),
      figure('browser.javascript', median('scriptBytes') / 1000, 'kB', { atMost: 200 }),
      figure('browser.dom-nodes', median('nodes'), 'nodes', { atMost: 4000 }),
    ];
  } finally {
    await browser.close();
  }
}

async function visit(browser: Browser, { web, cookie }: Stage): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = '', ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url: web.origin }]);
  const page = await context.newPage();
  await page.addInitScript(watchCards);
  const countScripts = await watchScripts(page);
  await page.goto(`${web.origin}/pipeline`);
  const usable = await page.waitForFunction(() => (window as unknown as Watched).cardsUsableAt);
  const usableAt = (await usable.jsonValue()) ?? Number.NaN;
  // Proof that "usable" is no guess: the first card's menu opens.
  await page.locator('[data-card] button').first().click();
  await page.getByRole('menu').waitFor();
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  await context.close();
  return { usableAt, scriptBytes: countScripts(), nodes };
}

type Watched = { cardsUsableAt?: number };

/** Runs in the page: notes when React has taken over every card that came with it. */
function watchCards(): void {
  const look = () => {
    const cards = [...document.querySelectorAll('[data-card]')];
    const isTaken = (card: Element) => Object.keys(card).some((key) => key.startsWith('__reactProps$'));
    if (cards.length > 0 && document.readyState !== 'loading' && cards.every(isTaken))
      (window as unknown as Watched).cardsUsableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Counts what scripts weigh on their way, compressed. */
async function watchScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}
