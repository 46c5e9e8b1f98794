import { posix } from 'node:path';
import ts from 'typescript';
import type { Finding, Rule } from './rule.ts';
import { hasDirective, type Import, lineOf, type Source } from './source.ts';

/** Names that promise a file that only decides. `input.ts` is not one: its schemas bring 90 kB of zod. */
const PURE_WORDS = ['rules', 'types', 'filter', 'query', 'hints', 'palette', 'card', 'board', 'result'];

/** Whether a domain file's name promises that it is pure. */
function isPureName(path: string): boolean {
  const word = posix.basename(path, '.ts');
  return PURE_WORDS.includes(word) || word.endsWith('-rules');
}

/** Packages that must not be sent to a browser: they cannot run there, or are too heavy. */
const SERVER_PACKAGES =
  /^(node:|server-only$|next\/(headers|cache|server)$|next-intl\/server$|next-auth|drizzle-orm|postgres|pg-boss|pino|zod$|@node-rs\/|libphonenumber-js\/max$)/;

/** Why a file may not be loaded by a browser: the way to the first thing that cannot, or null. */
export function wayToServer(
  path: string,
  byPath: Map<string, Source>,
  seen = new Set<string>(),
): string[] | null {
  const source = byPath.get(path);
  if (!source || seen.has(path)) return null;
  seen.add(path);
  for (const one of source.imports.filter(({ isTypeOnly }) => !isTypeOnly)) {
    if (isForServer(one)) return [path, one.target ?? one.spec];
    const way = one.target ? wayToServer(one.target, byPath, seen) : null;
    if (way) return [path, ...way];
  }
  return null;
}

function isForServer({ spec, target }: Import): boolean {
  if (target === null) return SERVER_PACKAGES.test(spec);
  return target.startsWith('db/') && !/^db\/(\w+-)?values\.ts$/.test(target);
}

function findWays(sources: Source[], starts: (source: Source) => boolean): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources.filter(starts).flatMap(({ path }) => {
    const way = wayToServer(path, byPath);
    return way
      ? [
          {
            key: path,
            where: path,
            what: way
              .slice(1)
              .map((step) => `→ ${step}`)
              .join(' '),
          },
        ]
      : [];
  });
}

export const PURITY: Rule[] = [
  {
    says: `domain files called ${PURE_WORDS.join(', ')} or …-rules are pure: no database, no schema library, no async`,
    why: 'the browser uses them too, and tests call them in tables without a database',
    instead: 'keep the decision there and move the query beside it, to the verb or read that needs it',
    find: (sources) => {
      const isPure = ({ path }: Source) => path.startsWith('domain/') && isPureName(path);
      return [...findWays(sources, isPure), ...sources.filter(isPure).flatMap(findAsync)];
    },
  },
  {
    says: 'nothing that a browser loads reaches the database, Node, zod or the full phone library',
    why: 'it breaks there, gives away server code, or weighs more than the page',
    instead: 'use `import type`, take the finished value as a prop, or move the decision into a pure file',
    find: (sources) => findWays(sources, (source) => hasDirective(source, 'use client')),
  },
];

function findAsync({ path, tree, nodes }: Source): Finding[] {
  return nodes
    .filter(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
    .map((node) => ({ key: path, where: `${path}:${lineOf(tree, node)}`, what: 'waits for something' }));
}
