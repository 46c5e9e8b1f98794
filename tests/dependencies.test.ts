import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import config from '#next.config.ts';
import packageFile from '#package.json' with { type: 'json' };

type Locked = { version?: string; dependencies?: Record<string, string> };

const locked: Record<string, Locked> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
const asked = { ...packageFile.dependencies, ...packageFile.devDependencies, ...packageFile.overrides };

/** Every version of a package that gets installed, however deep. */
function installed(name: string): string[] {
  const paths = Object.keys(locked).filter(
    (path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
  );
  return paths.flatMap((path) => locked[path]?.version ?? []);
}

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((place) => have?.[place] !== need?.[place]);
  return at === undefined || (have?.[at] ?? 0) > (need?.[at] ?? 0);
}

describe('floors: beneath them is a hole that is known', () => {
  it.each([
    ['next', '16.4.6'],
    ['react', '19.3.1'],
    ['react-dom', '19.3.1'],
    ['drizzle-orm', '0.45.2'],
    ['next-auth', '4.24.15'],
  ])('%s is at least %s, everywhere', (name, floor) => {
    const versions = installed(name);
    expect(versions).not.toEqual([]);
    expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([]);
  });

  it.each([
    ['1.2.3', '1.2.3', true],
    ['1.10.0', '1.9.9', true],
    ['2.0.0-beta.1', '1.9.9', true],
    ['1.2.2', '1.2.3', false],
    ['0.9.9', '1.0.0', false],
  ])('%s is at least %s: %s', (version, floor, isEnough) => expect(isAtLeast(version, floor)).toBe(isEnough));
});

describe('packages', () => {
  it('are asked for in exact versions', () => {
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  it('are locked in the versions asked for', () => {
    const different = Object.entries(asked).filter(
      ([name, version]) => locked[`node_modules/${name}`]?.version !== version,
    );
    expect(different).toEqual([]);
  });

  // Frozen on npm with holes that nobody mends; and one that takes 1.4 GB for a file of 5 MB.
  it.each(['xlsx', 'exceljs'])('never include %s', (name) => expect(installed(name)).toEqual([]));

  it('come with one lock only', () => {
    expect(
      ['yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'npm-shrinkwrap.json'].filter((name) => existsSync(name)),
    ).toEqual([]);
  });
});

describe('settings of Next', () => {
  it('leaves images as they are: the optimiser has been the way in before', () => {
    expect(config.images?.unoptimized).toBe(true);
  });

  it('sends no source of ours, and not its own name', () => {
    expect(config).toMatchObject({ productionBrowserSourceMaps: false, poweredByHeader: false });
  });

  it('keeps pages dynamic', () => {
    expect(config.cacheComponents ?? false).toBe(false);
  });
});

describe('proxy.ts', () => {
  const text = readFileSync('proxy.ts', 'utf8');

  it('loads nothing but Next itself', () => {
    const specs = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, spec]) => spec);
    expect(new Set(specs)).toEqual(new Set(['next/server']));
  });

  it('looks at no cookie and turns nobody away', () => {
    expect(text).not.toMatch(/cookie|authorization|redirect|rewrite|token/i);
  });
});
