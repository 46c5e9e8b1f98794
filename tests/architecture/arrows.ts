import { posix } from 'node:path';
import { wayToServer } from './purity.ts';
import type { Finding, Rule } from './rule.ts';
import { type Import, nounOf, type Source } from './source.ts';

type Target = { to: string; from: string; isTypeOnly: boolean; isPure: () => boolean };

/** A rule about our own files: those that `from` picks may import what `may` allows. */
function arrow(
  rule: Omit<Rule, 'find'> & { from: (path: string) => boolean; may: (target: Target) => boolean },
): Rule {
  const find = (sources: Source[]): Finding[] => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const isForbidden = (from: string, { target: to, isTypeOnly }: Import) =>
      to !== null && !rule.may({ to, from, isTypeOnly, isPure: () => wayToServer(to, byPath) === null });
    return sources
      .filter(({ path }) => rule.from(path))
      .flatMap((source) =>
        source.imports
          .filter((one) => isForbidden(source.path, one))
          .map((one) => finding(source, one, one.target ?? one.spec)),
      );
  };
  return { ...rule, find };
}

/** A rule about packages: files that `from` picks may import none that `forbids` matches. */
function packages(rule: Omit<Rule, 'find'> & { from: (path: string) => boolean; forbids: RegExp }): Rule {
  const find = (sources: Source[]): Finding[] =>
    sources
      .filter(({ path }) => rule.from(path))
      .flatMap((source) =>
        source.imports
          .filter(({ spec, target }) => target === null && rule.forbids.test(spec))
          .map((one) => finding(source, one, one.spec)),
      );
  return { ...rule, find };
}

function finding({ path }: Source, { line, isTypeOnly }: Import, to: string): Finding {
  const what = `imports ${isTypeOnly ? 'types of ' : ''}${to}`;
  return { key: `${path} → ${to}`, where: `${path}:${line}`, what };
}

function isIn(...folders: string[]): (path: string) => boolean {
  return (path) => folders.some((folder) => path.startsWith(`${folder}/`));
}

/** db/values.ts and its likes, which import nothing. */
const isClosedList = (path: string) => /^db\/(\w+-)?values\.ts$/.test(path);

/** The parts of components/ that every noun may use. */
const SHARED = ['ui', 'forms', 'live'];
const isShared = (path: string) =>
  SHARED.includes(nounOf(path) ?? '') || path === 'components/frame/announce.ts';
const isSiblingsOnly = (path: string) => posix.basename(path) === 'internal.ts';

export const ARROWS: Rule[] = [
  arrow({
    says: 'app/ imports components, domain, lib and the closed lists of db/values.ts, never the database itself',
    why: 'a page or an action with a query in it is a rule that no job, import or API can share, and a scope that nobody checks',
    instead: 'put the read or the write into a verb under domain/<noun>/ and call that',
    from: isIn('app'),
    may: ({ to }) => isIn('app', 'components', 'domain', 'lib')(to) || isClosedList(to),
    exceptions: {
      'app/_server/database.ts → db/client.ts': 'the one place that opens the pool',
      'app/_server/live.ts → db/client.ts': 'LISTEN needs a client of its own, one per process',
      'app/_server/action.ts → db/errors.ts': 'tells "the database is away" from a bug',
      'app/_server/answer.ts → db/errors.ts': 'tells "the database is away" from a bug',
    },
  }),
  arrow({
    says: 'a noun in components/ imports components/{ui,forms,live}, lib, db/values.ts, pure files of domain, and types of any of them',
    why: 'components only draw: what they import goes to the browser, and one noun drawing another makes two of them one',
    instead:
      'take data and actions as props; move what two nouns share into components/ui; move the decision into a file that needs no database (rules, filter, query …)',
    from: (path) => isIn('components')(path) && !SHARED.includes(nounOf(path) ?? ''),
    may: ({ to, from, isTypeOnly, isPure }) => {
      if (isIn('components')(to)) return nounOf(to) === nounOf(from) || isShared(to);
      if (isIn('domain')(to)) return isTypeOnly || isPure();
      return isIn('lib')(to) || isClosedList(to);
    },
  }),
  arrow({
    says: 'components/forms and components/live import components/{ui,forms,live}, lib and types of domain',
    why: 'every noun uses them, so they may know none',
    instead: 'take what they need as an argument or a prop',
    from: (path) => isIn('components/forms', 'components/live')(path),
    may: ({ to, isTypeOnly }) => isShared(to) || isIn('lib')(to) || (isIn('domain')(to) && isTypeOnly),
  }),
  arrow({
    says: 'components/ui imports components/ui and lib',
    why: 'the kit could ship in another product: it knows no contact, no status and no action of ours',
    instead: 'give it a prop, or move the component to the noun it knows',
    from: isIn('components/ui'),
    may: ({ to }) => isIn('components/ui', 'lib')(to),
  }),
  arrow({
    says: 'domain/ imports domain, db and lib',
    why: 'what the product does must run the same from a page, a job, the command line or a test',
    instead: 'pass in what the outer layer knows',
    from: isIn('domain'),
    may: ({ to }) => isIn('domain', 'db', 'lib')(to),
  }),
  arrow({
    says: "nobody imports another noun's internal.ts",
    why: 'it is for siblings only: its functions trust that the verb beside them has authorised and locked',
    instead: 'call a verb of that noun, or give what you need a file and a name of its own there',
    from: () => true,
    may: ({ to, from }) => !isSiblingsOnly(to) || posix.dirname(to) === posix.dirname(from),
  }),
  arrow({
    says: 'the files that stand in domain/ itself (ctx, errors, events …) import no noun',
    why: 'every noun stands on them',
    instead: 'move the function to the noun that it is about',
    from: (path) => isIn('domain')(path) && nounOf(path) === null,
    may: ({ to }) => !(isIn('domain')(to) && nounOf(to) !== null),
  }),
  arrow({
    says: 'worker/ imports worker, domain and lib, and db/client.ts for its connection',
    why: 'a job is a name, a parsed payload and one verb call',
    instead: 'put the work into a verb under domain/',
    from: isIn('worker'),
    may: ({ to }) => isIn('worker', 'domain', 'lib')(to) || to === 'db/client.ts',
  }),
  arrow({
    says: 'db/ imports db and lib',
    why: 'the schema does not know who uses it',
    instead: 'move closed lists to db/values.ts, and decisions to domain/',
    from: isIn('db'),
    may: ({ to }) => isIn('db', 'lib')(to),
  }),
  arrow({
    says: 'lib/ imports nothing of ours but lib',
    why: 'tools that know no noun stay usable by every layer',
    instead: 'take the value as an argument, or move the file to domain/',
    from: isIn('lib'),
    may: ({ to }) => isIn('lib')(to),
  }),
  arrow({
    says: 'scripts/ imports scripts, domain, db, lib and worker',
    why: 'the command line drives the product by the same verbs as the pages do; only Next loads pages and components',
    instead: 'call the verb',
    from: isIn('scripts'),
    may: ({ to }) => !isIn('app', 'components')(to),
  }),
  arrow({
    says: 'proxy.ts imports nothing of ours',
    why: 'it runs before every page and must never become the place that decides who may see it',
    instead: 'check in the page, the action or the handler itself',
    from: (path) => path === 'proxy.ts',
    may: () => false,
  }),
  arrow({
    says: 'only app/_server/database.ts, the worker and the command line open a pool (db/client.ts)',
    why: 'each pool is ten connections more; a second one inside a transaction waits for the first for ever',
    instead: 'take `ctx.db`, or a `db` given as argument; for the type alone, `import type`',
    from: (path) => path !== 'app/_server/database.ts' && !isIn('worker', 'scripts', 'db')(path),
    may: ({ to, isTypeOnly }) => to !== 'db/client.ts' || isTypeOnly,
    exceptions: {
      'app/_server/live.ts → db/client.ts': 'LISTEN needs a client of its own, one per process',
      'domain/demo/seed.ts → db/client.ts': 'runs before the product starts, on a connection that it closes',
      'domain/demo/volume.ts → db/client.ts': 'writes a million rows on a raw client of its own',
      'domain/setup/prepare.ts → db/client.ts':
        'runs before the product starts, on a connection that it closes',
    },
  }),
  packages({
    says: 'domain/, db/, lib/ and worker/ know no framework',
    why: 'if a job cannot call it, it is in the wrong place',
    instead: 'let the adapter in app/ read cookies, headers and sessions and refresh pages; pass values in',
    from: isIn('domain', 'db', 'lib', 'worker'),
    forbids: /^(next|next-auth|next-intl|use-intl|react|react-dom|server-only|client-only)(\/|$)/,
  }),
  packages({
    says: 'app/, components/ and lib/ speak no SQL',
    why: 'every query carries its workspace, and only verbs know which',
    instead: 'write the query in a verb under domain/<noun>/',
    from: isIn('app', 'components', 'lib'),
    forbids: /^(drizzle-orm|drizzle-kit|postgres|pg-boss|pg)(\/|$)/,
  }),
  packages({
    says: 'only app/_server reads cookies and headers',
    why: 'who the reader is gets decided in one place, so that it can be checked in one place',
    instead:
      'ask app/_server/auth.ts for the session, locale.ts for the language, appearance.ts for the look; or add a function there',
    from: (path) => !isIn('app/_server')(path),
    forbids: /^next\/headers$/,
    exceptions: {
      'app/api/auth/[...nextauth]/route.ts → next/headers':
        "next-auth's own cookies, which nothing else reads",
    },
  }),
];
