import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#domain/errors.ts';
import { hasDirective, readSources, type Source } from './architecture/source.ts';
import { type Catalogue, placeholdersOf, readCatalogues, strangePlurals } from './messages/catalogue.ts';
import { readGivenNamespaces, readLiterals, readProblemCodes, readUses, type Use } from './messages/uses.ts';

const catalogues = readCatalogues();
const first = catalogues['pt-BR'];
const languages = Object.entries(catalogues) as [keyof typeof catalogues, Catalogue][];
const sources = readSources();
const uses = sources.flatMap(readUses);

function wholeKey({ namespace }: Use, key: string): string {
  return namespace ? `${namespace}.${key}` : key;
}

/** The keys within a use's namespace, without it. */
function keysWithin({ namespace }: Use): string[] {
  const prefix = namespace ? `${namespace}.` : '';
  return [...first.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

describe.each(languages)('messages/%s.json', (locale, texts) => {
  it('has the keys of the others', () => {
    const keys = [...texts.keys()];
    expect({
      missing: [...first.keys()].filter((key) => !texts.has(key)),
      extra: keys.filter((key) => !first.has(key)),
    }).toEqual({ missing: [], extra: [] });
  });

  it('says something everywhere, without space around it', () => {
    expect([...texts].filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([]);
  });

  it('does not shout', () => {
    expect([...texts].filter(([, text]) => /[!¡]/.test(text))).toEqual([]);
  });

  it('needs the same values as the others', () => {
    const different = [...texts].flatMap(([key, text]) => {
      const [mine, others] = [placeholdersOf(text), placeholdersOf(first.get(key) ?? text)].map((needed) =>
        [...needed].map((one) => one.join(': ')).toSorted(),
      );
      return JSON.stringify(mine) === JSON.stringify(others) ? [] : [{ key, mine, others }];
    });
    expect(different).toEqual([]);
  });

  it('has only plural forms that the language knows', () => {
    expect([...texts].filter(([, text]) => strangePlurals(text, locale).length > 0)).toEqual([]);
  });
});

describe('texts that code asks for', () => {
  it('exist', () => {
    const missing = uses.filter((use) => {
      const { key } = use;
      if (key === null) return false;
      return typeof key === 'string'
        ? !first.has(wholeKey(use, key))
        : !keysWithin(use).some((one) => key.test(one));
    });
    expect(missing.map((use) => `${use.where}  ${wholeKey(use, String(use.key))}`)).toEqual([]);
  });

  it('are given the values they need', () => {
    const short = uses.flatMap((use) => {
      const text = typeof use.key === 'string' ? first.get(wholeKey(use, use.key)) : undefined;
      if (text === undefined || use.values === null) return [];
      const missing = [...placeholdersOf(text).keys()].filter((name) => !use.values?.includes(name));
      return missing.length > 0 ? [`${use.where}  ${use.key} without ${missing.join(', ')}`] : [];
    });
    expect(short).toEqual([]);
  });

  it('are all that there are', () => {
    const used = new Set(
      uses.flatMap((use) => {
        const { key } = use;
        if (typeof key === 'string') return [wholeKey(use, key)];
        // A key that is only known when the code runs has been written down somewhere as a string.
        const isMeant = (one: string) => (key === null ? literals.has(one) : key.test(one));
        return keysWithin(use)
          .filter(isMeant)
          .map((one) => wholeKey(use, one));
      }),
    );
    expect([...first.keys()].filter((key) => !used.has(key))).toEqual([]);
  });
});

const literals = readLiterals(sources);

describe('problems and errors', () => {
  const told = sources.filter(({ path }) => path.startsWith('domain/')).flatMap(readProblemCodes);

  it('has a text for every code of a field problem', () => {
    expect(told.filter(({ code }) => !first.has(`problems.${code}`))).toEqual([]);
  });

  it('has no text for a code that nothing gives', () => {
    const known = readLiterals(sources.filter(({ path }) => path.startsWith('domain/')));
    const idle = keysWithin({ where: '', namespace: 'problems', key: null, values: null });
    expect(idle.filter((code) => !known.has(code))).toEqual([]);
  });

  it('has a text for every code of an error', () => {
    // The compiler keeps this list whole.
    const codes: Record<ErrorCode | 'bug', true> = {
      unauthenticated: true,
      forbidden: true,
      not_found: true,
      invalid: true,
      stale: true,
      in_use: true,
      duplicate: true,
      too_many: true,
      unavailable: true,
      bug: true,
    };
    expect(Object.keys(codes).filter((code) => !first.has(`errors.${code}`))).toEqual([]);
  });
});

describe('what client components are given', () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));

  /** Parts that fetch their texts when they are opened. */
  const bringsItsTexts: Record<string, string[]> = {
    'components/bulk/activity-view.tsx': ['bulk'],
    'components/conversations/talk-panel-view.tsx': ['conversation'],
    'components/forms/automation-uses.tsx': ['automationUses'],
    'components/forms/target-uses.tsx': ['targetUses'],
    'components/segments/filter-dialog.tsx': ['filters'],
  };

  /** The namespaces that client code asks for, as far as this file loads it. */
  function needed(path: string, isClient: boolean, seen: Set<string>): Map<string, string> {
    const source = byPath.get(path);
    const runsInBrowser = isClient || (source !== undefined && hasDirective(source, 'use client'));
    const step = `${path} ${runsInBrowser}`;
    if (!source || seen.has(step)) return new Map();
    seen.add(step);
    const own = runsInBrowser ? readUses(source) : [];
    const found = new Map(own.map(({ namespace, where }) => [namespace.split('.')[0] ?? '', where]));
    for (const { target, isTypeOnly } of source.imports) {
      if (isTypeOnly || !target || target.startsWith('app/')) continue;
      for (const [namespace, where] of needed(target, runsInBrowser, seen)) found.set(namespace, where);
    }
    for (const namespace of bringsItsTexts[path] ?? []) found.delete(namespace);
    return found;
  }

  /** What the root layout gives to everybody, the layouts around a page, and the page itself. */
  function given(path: string): string[] {
    const folders = path.split('/').slice(0, -1);
    const layouts = folders.map((_, at) => byPath.get(`${folders.slice(0, at + 1).join('/')}/layout.tsx`));
    const around = [...layouts, byPath.get(path)].filter((one): one is Source => one !== undefined);
    return ['ui', 'frame', ...around.flatMap(readGivenNamespaces)];
  }

  const pages = sources.filter(({ path }) => /^app\/.*(page|layout|error|not-found)\.tsx$/.test(path));

  it.each(pages.map(({ path }) => path))('%s has the texts of what it shows', (path) => {
    const known = given(path);
    const missing = [...needed(path, false, new Set())].filter(([namespace]) => !known.includes(namespace));
    expect(missing).toEqual([]);
  });
});
