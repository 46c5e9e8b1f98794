import type { Finding, Rule } from './rule.ts';
import { nounOf, type Source } from './source.ts';

type Graph = Map<string, string[]>;

/** The first ring that each part of the graph closes, as the steps of the way round. */
function findRings(graph: Graph): string[][] {
  const done = new Set<string>();
  const rings: string[][] = [];
  const walk = (node: string, way: string[]): void => {
    const at = way.indexOf(node);
    if (at >= 0) rings.push([...way.slice(at), node]);
    if (at >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return rings;
}

function describe(rings: string[][]): Finding[] {
  return rings.map((ring) => ({
    key: ring.join(' → '),
    where: ring[0] ?? '',
    what: ring
      .slice(1)
      .map((step) => `→ ${step}`)
      .join(' '),
  }));
}

function fileGraph(sources: Source[]): Graph {
  const pairs = sources.map(({ path, imports }): [string, string[]] => {
    const targets = imports.map(({ target }) => target).filter((target) => target !== null);
    return [path, targets];
  });
  return new Map(pairs);
}

/**
 * Imports that look back: each closes a ring of nouns, and is worth it. The first name reads what the second shows; the second's own
 * writes call verbs of the first.
 */
const LOOKING_BACK: Record<string, string> = {
  'domain/contacts/list-choices.ts → domain/statuses/list.ts':
    "a contact's form offers the statuses there are",
  'domain/contacts/list-choices.ts → domain/origins/list.ts': "a contact's form offers the origins there are",
  'domain/contacts/list-choices.ts → domain/groups/list.ts':
    'a list of contacts is narrowed by the groups there are',
  'domain/sessions/resolve.ts → domain/members/preferences.ts':
    'a session brings its person along, preferences too',
};

type Step = { name: string; from: string; to: string };

/** Who needs whom among the folders of domain/, by the imports that make it so. Types are no dependency. */
function nounSteps(sources: Source[]): Step[] {
  const domain = sources.filter(({ path }) => path.startsWith('domain/') && nounOf(path));
  return domain.flatMap(({ path, imports }) =>
    imports.flatMap(({ target, isTypeOnly }) => {
      const [from, to] = [nounOf(path), target?.startsWith('domain/') ? nounOf(target) : null];
      return !isTypeOnly && from && to && from !== to ? [{ name: `${path} → ${target}`, from, to }] : [];
    }),
  );
}

/** The rings of nouns that stay when exceptions are taken out; and each exception without which there would be none. */
function findNounRings(sources: Source[]): Finding[] {
  const steps = nounSteps(sources);
  const isAllowed = ({ name }: Step) => name in LOOKING_BACK;
  const forward = steps.filter((step) => !isAllowed(step));
  const rings = findRings(nounGraph(forward)).map((ring): Finding => {
    const by = forward.filter(({ from, to }) =>
      ring.some((noun, at) => noun === from && ring[at + 1] === to),
    );
    return {
      key: ring.join(' → '),
      where: ring.join(' → '),
      what: by.map(({ name }) => `\n    ${name}`).join(''),
    };
  });
  const needed = steps.filter(
    (step) => isAllowed(step) && findRings(nounGraph([...forward, step])).length > rings.length,
  );
  return [...rings, ...needed.map(({ name }) => ({ key: name, where: name, what: '' }))];
}

function nounGraph(steps: Step[]): Graph {
  const grouped = Map.groupBy(steps, ({ from }) => from);
  return new Map([...grouped].map(([from, some]) => [from, [...new Set(some.map(({ to }) => to))]]));
}

export const CYCLES: Rule[] = [
  {
    says: 'no file imports itself in the end, types included',
    why: 'a ring loads in an order that nobody chose, and can only be understood or moved as a whole',
    instead: 'move what both need into a third file',
    find: (sources) => describe(findRings(fileGraph(sources))),
  },
  {
    says: 'the nouns of domain/ need each other in one direction',
    why: 'two nouns that need each other are one noun with two names',
    instead: 'let the noun whose rule it is call a verb of the other; pass the rest in as arguments',
    exceptions: LOOKING_BACK,
    find: findNounRings,
  },
];
