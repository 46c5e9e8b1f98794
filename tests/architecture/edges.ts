import { posix } from 'node:path';
import ts from 'typescript';
import type { Finding, Rule } from './rule.ts';
import { hasDirective, isDirective, lineOf, type Source } from './source.ts';

/** Which wrapper from which file may make what a browser can call. */
const ACTION_MAKERS: Record<string, string> = {
  action: 'app/_server/action.ts',
  openAction: 'app/_server/open-action.ts',
  submitAction: 'app/_server/open-action.ts',
};
const ROUTE_MAKERS: Record<string, string> = {
  read: 'app/_server/read.ts',
  receive: 'app/_server/receive.ts',
  download: 'app/_server/download.ts',
  webhook: 'app/_server/webhook.ts',
  webhookCheck: 'app/_server/webhook.ts',
};

/** What a file exports that is there when the code runs: a name, and the function call that made it, if one did. */
type Export = { name: string; node: ts.Node; maker: string | null };

function exportsOf({ tree }: Source): Export[] {
  return tree.statements.flatMap((statement): Export[] => {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const clause = statement.exportClause;
      const names =
        clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : ['*'];
      return names.map((name) => ({ name, node: statement, maker: null }));
    }
    if (ts.isExportAssignment(statement)) return [{ name: 'default', node: statement, maker: null }];
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement))
      return [{ name: statement.name?.text ?? 'default', node: statement, maker: null }];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((one) => ({
      name: one.name.getText(),
      node: one,
      maker: makerOf(one.initializer),
    }));
  });
}

function makerOf(made: ts.Expression | undefined): string | null {
  return made && ts.isCallExpression(made) && ts.isIdentifier(made.expression) ? made.expression.text : null;
}

/** The exports that none of `makers`, imported from where it belongs, has made. */
function findUnmade(source: Source, makers: Record<string, string>, ignored: string[] = []): Finding[] {
  const { path, tree, imports } = source;
  const isMade = (maker: string | null) =>
    maker !== null &&
    imports.some(({ names, target }) => names.get(maker) === maker && makers[maker] === target);
  return exportsOf(source)
    .filter(({ name, maker }) => !ignored.includes(name) && !isMade(maker))
    .map(({ name, node }) => ({
      key: path,
      where: `${path}:${lineOf(tree, node)}`,
      what: `exports ${name}`,
    }));
}

/** What Next reads from a route file besides its handlers. */
const ROUTE_SETTINGS = ['dynamic', 'runtime', 'maxDuration', 'revalidate'];

const APP_WORDS =
  /^(page|layout|loading|error|not-found|global-error|template|default)\.tsx$|^(route|actions)\.ts$|^(globals\.css|icon\.svg|favicon\.ico|robots\.ts|manifest\.ts)$/;

function findStrayDirectives({ path, tree, nodes }: Source): Finding[] {
  return nodes
    .filter((node) => isDirective(node, 'use server') && node.parent !== tree)
    .map((node) => ({
      key: path,
      where: `${path}:${lineOf(tree, node)}`,
      what: "'use server' inside a function",
    }));
}

function isActionsFile(path: string): boolean {
  return /^app\/(.*\/actions|_server\/[a-z-]*actions)\.ts$/.test(path);
}

/** Whether anything in the file is called by that name. */
function calls({ nodes }: Source, name: string): boolean {
  return nodes.some(
    (node) => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name,
  );
}

/** Whether `name` of domain/ctx.ts is imported. */
function takesFromCtx({ imports }: Source, name: string): boolean {
  return imports.some(
    ({ target, names }) => target === 'domain/ctx.ts' && [...names.values()].includes(name),
  );
}

export const EDGES: Rule[] = [
  {
    says: 'only gates make a ctx: makeCtx() where somebody has proved who they are, systemCtx() never in app/',
    why: 'who holds a ctx may act as it says; the verbs ask no further',
    instead:
      'requireSession() in a page, action() and read() around a verb; in a job or a command, systemCtx()',
    exceptions: {
      'domain/sessions/resolve.ts': 'the token of a session is the proof',
      'domain/sessions/act-for.ts': 'the member proved who they are when they asked; their role is read anew',
      'domain/members/accept-invitation.ts': 'the token of an invitation is the proof',
      'domain/setup/set-up.ts': 'the token that the server printed is the proof',
      'domain/webhooks/gate.ts': 'the signature of the post was the proof; its number names the workspace',
    },
    find: (sources) =>
      sources
        .filter(
          (source) =>
            takesFromCtx(source, 'makeCtx') ||
            (source.path.startsWith('app/') && takesFromCtx(source, 'systemCtx')),
        )
        .map(({ path }) => ({ key: path, where: path, what: 'makes its own' })),
  },
  {
    says: "every export of a 'use server' file is made by action(), openAction() or submitAction()",
    why: 'each such export is a public address: whatever it does not check, nobody checks',
    instead: 'export const …Action = action(verb); what is no action goes to another file',
    find: (sources) =>
      sources
        .filter((source) => hasDirective(source, 'use server'))
        .flatMap((source) => findUnmade(source, ACTION_MAKERS)),
  },
  {
    says: "'use server' stands at the top of app/**/actions.ts or app/_server/*-actions.ts and nowhere else",
    why: 'all that a browser can call is then found by looking at file names',
    instead: 'move the function there and pass it down as a prop',
    find: (sources) => [
      ...sources.flatMap(findStrayDirectives),
      ...sources
        .filter((source) => hasDirective(source, 'use server') !== isActionsFile(source.path))
        .map(({ path }) => ({ key: path, where: path, what: "name and 'use server' do not agree" })),
    ],
  },
  {
    says: 'every route handler is made by read(), receive(), download(), webhook() or webhookCheck()',
    why: 'it asks for the session, maps errors to answers and logs them without personal data, the same way everywhere',
    instead:
      'export const GET = read(verb), POST = receive(verb), GET = download(verb); webhook() for what Meta signs; a way in for others than our own pages goes on the list, with how it checks',
    exceptions: {
      'app/api/auth/[...nextauth]/route.ts': "next-auth's own: it is how one gets a session",
      'app/api/events/route.ts': 'a stream, not one answer; asks for the session first',
      'app/api/health/route.ts': 'for load balancers: tells nothing but that the process lives',
      'app/api/ready/route.ts': 'for load balancers: tells nothing but whether requests can be served',
    },
    find: (sources) =>
      sources
        .filter(({ path }) => posix.basename(path) === 'route.ts')
        .flatMap((source) => findUnmade(source, ROUTE_MAKERS, ROUTE_SETTINGS)),
  },
  {
    says: 'every page under app/(crm) calls requireSession() itself',
    why: 'a layout is not drawn again when a person goes from page to page, and proxy.ts never decides who may see what',
    instead: 'const { ctx, person } = await requireSession();',
    exceptions: { 'app/(crm)/settings/page.tsx': 'only sends on to the profile page, which asks' },
    find: (sources) =>
      sources
        .filter(({ path }) => /^app\/\(crm\)\/(.*\/)?page\.tsx$/.test(path))
        .filter((source) => !calls(source, 'requireSession'))
        .map(({ path }) => ({ key: path, where: path, what: 'asks nobody who is reading' })),
  },
  {
    says: 'app/ holds only the files that Next knows, and actions.ts',
    why: 'it is the list of addresses: what stands there can be visited or called',
    instead:
      'components go to components/<noun>/, decisions to domain/<noun>/, what reads the request to app/_server/',
    find: (sources) =>
      sources
        .filter(({ path }) => path.startsWith('app/') && !path.startsWith('app/_server/'))
        .filter(({ path }) => !APP_WORDS.test(posix.basename(path)))
        .map(({ path }) => ({ key: path, where: path, what: 'is none of them' })),
  },
  {
    says: "in app/ only error pages are 'use client'",
    why: 'a page that runs in the browser can neither ask for the session nor read the database',
    instead: 'draw the moving part as a component in components/<noun>/ and give it its data',
    find: (sources) =>
      sources
        .filter((source) => source.path.startsWith('app/') && hasDirective(source, 'use client'))
        .filter(({ path }) => !/(^|\/)(global-)?error\.tsx$/.test(path))
        .map(({ path }) => ({ key: path, where: path, what: "is 'use client'" })),
  },
  {
    says: "nothing is cached with 'use cache'",
    why: 'every page belongs to a workspace and a person: a cache shared between them shows one what is another’s',
    instead:
      "React's cache() for one request; lib/remember.ts with the workspace in its key for facts that may lag",
    find: (sources) =>
      sources.flatMap(({ path, tree, nodes }) =>
        nodes
          .filter((node) => ts.isStringLiteral(node) && ts.isExpressionStatement(node.parent))
          .filter((node) => node.getText(tree).slice(1).startsWith('use cache'))
          .map((node) => ({ key: path, where: `${path}:${lineOf(tree, node)}`, what: node.getText(tree) })),
      ),
  },
];

/** How many in a hundred files with components, pages and layouts among them, begin with 'use client'. */
export function clientShare(sources: Source[]): number {
  const components = sources.filter(({ path }) => /^(app|components)\/.*\.tsx$/.test(path));
  const clients = components.filter((source) => hasDirective(source, 'use client'));
  return Math.round((100 * clients.length) / components.length);
}

/** Components that say 'use client' though only files imported them that say so already: there it changes nothing. */
export function idleDirectives(sources: Source[]): string[] {
  const isClient = (source: Source) => hasDirective(source, 'use client');
  const fromServer = new Set(
    sources
      .filter((source) => !isClient(source))
      .flatMap(({ imports }) => imports.filter(({ isTypeOnly }) => !isTypeOnly).map(({ target }) => target)),
  );
  return sources
    .filter((source) => source.path.startsWith('components/') && isClient(source))
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.tsx') && !fromServer.has(path));
}
