import ts from 'typescript';
import type { Finding, Rule } from './rule.ts';
import { lineOf, nodesOf, nounOf, type Source } from './source.ts';

/** What one function (or constant) of domain/ does by itself, and which others it names. */
type Deed = {
  path: string;
  where: string;
  isExported: boolean;
  /** It is given a ctx; a verb is given input besides. */
  takesCtx: boolean;
  isVerb: boolean;
  /** It reads its input before anybody asked whether it may. */
  parsesFirst: boolean;
  writes: boolean;
  records: boolean;
  authorizes: boolean;
  uses: Set<string>;
};

const WRITING_SQL =
  /\b(insert\s+into|update\s+(only\s+)?[\w"]+(\s+(as\s+)?\w+)?\s+set|delete\s+from|truncate|merge\s+into|copy\s+\w+[^;]*\bfrom\s+stdin)\b/i;
const RECORDING_SQL = /\binsert\s+into\s+(contact|workspace)_events\b/i;
const EVENT_TABLES = ['contactEvents', 'workspaceEvents'];

/** Everything in domain/ by `path#name`. */
function readDeeds(sources: Source[]): Map<string, Deed> {
  const deeds = new Map<string, Deed>();
  for (const source of sources.filter(({ path }) => path.startsWith('domain/'))) {
    const declared = declarationsOf(source.tree);
    for (const [name, node] of declared)
      deeds.set(`${source.path}#${name}`, readDeed(source, declared, node));
  }
  return deeds;
}

function declarationsOf(tree: ts.SourceFile): Map<string, ts.Node> {
  const declared = new Map<string, ts.Node>();
  for (const statement of tree.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (ts.isIdentifier(one.name)) declared.set(one.name.text, one);
    }
  }
  return declared;
}

function readDeed(source: Source, declared: Map<string, ts.Node>, node: ts.Node): Deed {
  const deed: Deed = {
    path: source.path,
    where: `${source.path}:${lineOf(source.tree, node)}`,
    ...signature(node),
    parsesFirst: parsesFirst(node),
    writes: false,
    records: false,
    authorizes: false,
    uses: new Set(),
  };
  const imported = new Map(
    source.imports.flatMap(({ target, names }) =>
      [...names].map(([local, original]): [string, string] => [local, `${target}#${original}`]),
    ),
  );
  const isTable = (local: string) => imported.get(local)?.startsWith('db/schema/') ?? false;
  for (const one of nodesOf(node)) {
    const sql = sqlOf(one);
    if (sql !== null && WRITING_SQL.test(sql)) deed.writes = true;
    if (sql !== null && RECORDING_SQL.test(sql)) deed.records = true;
    const table = writtenTable(one);
    if (table !== null && isTable(table)) deed.writes = true;
    if (table !== null && EVENT_TABLES.includes(table)) deed.records = true;
    if (!ts.isIdentifier(one) || isOnlyAName(one)) continue;
    const meant = declared.has(one.text) ? `${source.path}#${one.text}` : imported.get(one.text);
    if (meant === 'domain/authorize.ts#authorize') deed.authorizes = true;
    if (meant?.startsWith('domain/')) deed.uses.add(meant);
  }
  return deed;
}

/** A verb is exported and takes `(ctx, input: unknown)`. */
function signature(node: ts.Node): Pick<Deed, 'isExported' | 'takesCtx' | 'isVerb'> {
  const isExported = (ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Export) !== 0;
  if (!ts.isFunctionDeclaration(node)) return { isExported, takesCtx: false, isVerb: false };
  const [first, second] = node.parameters;
  const takesCtx = first?.type?.getText() === 'Ctx';
  const isVerb = isExported && takesCtx && second?.type?.kind === ts.SyntaxKind.UnknownKeyword;
  return { isExported, takesCtx, isVerb };
}

function parsesFirst(node: ts.Node): boolean {
  const called = nodesOf(node)
    .filter((one) => ts.isCallExpression(one))
    .map(({ expression }) => expression.getText());
  const [authorized, parsed] = [called.indexOf('authorize'), called.indexOf('parseInput')];
  return parsed >= 0 && (authorized < 0 || parsed < authorized);
}

/** The text of a template or string, what is filled in as one word. */
function sqlOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `filled ${literal.text}`).join('');
}

/** `statuses` in `tx.update(statuses)`, however the call is written. */
function writtenTable(node: ts.Node): string | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const [table] = node.arguments;
  if (!['insert', 'update', 'delete'].includes(node.expression.name.text)) return null;
  return table && ts.isIdentifier(table) ? table.text : null;
}

/** The `b` of `a.b` and of `{ b: 1 }`: a name inside something else, not a use of what stands in the file. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) && parent.name === node;
}

/** Whether a function, or anything it uses, does it. */
function does(deeds: Map<string, Deed>, start: string, what: 'writes' | 'records' | 'authorizes'): boolean {
  const open = [start];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const deed = deeds.get(at);
    if (deed?.[what]) return true;
    for (const next of deed?.uses ?? []) {
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return false;
}

/** The functions of domain/ that the outside can call: verbs by their shape, and whatever app, worker and scripts import. */
function findEntries(sources: Source[], deeds: Map<string, Deed>): string[] {
  const outside = sources.filter(({ path }) => /^(app|worker|scripts)\//.test(path));
  const imported = new Set(
    outside.flatMap(({ imports }) =>
      imports
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .flatMap(({ target, names }) => [...names.values()].map((name) => `${target}#${name}`)),
    ),
  );
  const isEntry = ([key, { path, isExported, isVerb }]: [string, Deed]) =>
    (isVerb && nounOf(path)) || imported.has(key) || (isExported && imported.has(`${path}#*`));
  return [...deeds].filter(isEntry).map(([key]) => key);
}

function findEntriesThat(
  what: string,
  isBroken: (deed: Deed, does: (what: 'writes' | 'records' | 'authorizes') => boolean) => boolean,
): Rule['find'] {
  return (sources): Finding[] => {
    const deeds = readDeeds(sources);
    return findEntries(sources, deeds).flatMap((key) => {
      const deed = deeds.get(key);
      if (!deed || !isBroken(deed, (one) => does(deeds, key, one))) return [];
      return [{ key, where: deed.where, what: `${key.split('#')[1]} ${what}` }];
    });
  };
}

export const WRITES: Rule[] = [
  {
    says: 'every verb that writes calls authorize()',
    why: 'actions, jobs and the API all come in by the verb: what it does not refuse, nobody refuses',
    instead:
      "authorize(ctx, '<noun>.write') as its first line; a new permission goes into domain/authorize.ts",
    exceptions: {
      'domain/demo/seed.ts#seedDemo': 'made by whoever runs the server, before anybody can sign in',
      'domain/demo/volume.ts#seedVolume': 'made by whoever runs the server, from the command line',
      'domain/automations/purge.ts#purgeAutomations': 'upkeep of all workspaces by the worker',
      'domain/automations/purge-runs.ts#purgeRuns': 'upkeep of all workspaces by the worker',
      'domain/duplicates/scan.ts#findDuplicatePairs': 'upkeep of all workspaces by the worker',
      'domain/members/accept-invitation.ts#acceptInvitation': 'the token of the invitation is the permission',
      'domain/sessions/open.ts#openSession': 'opened for measuring, for a member that the measurement made',
      'domain/sessions/resolve.ts#resolveSession':
        'finds out who is asking; moves the end of the session along',
      'domain/sessions/sign-in.ts#signIn': 'the password is the permission',
      'domain/sessions/sign-in.ts#signInVerified': "the provider's word is the permission",
      'domain/sessions/sign-out.ts#signOut': 'whoever holds a session may end it',
      'domain/setup/prepare.ts#prepareSetup':
        'made by the server at start; its token is the permission for the rest',
      'domain/past/keep-status-days.ts#keepStatusDays': 'upkeep of all workspaces by the worker',
      'domain/statuses/measure-pace.ts#measureStatusPaces': 'upkeep of all workspaces by the worker',
      'domain/upkeep/create-user.ts#createUser': 'made by whoever runs the server, from the command line',
      'domain/upkeep/purge-access.ts#purgeAccess': 'upkeep of all workspaces by the worker',
      'domain/upkeep/purge-imports.ts#purgeImports': 'upkeep of all workspaces by the worker',
      'domain/upkeep/purge-bulk-targets.ts#purgeBulkTargets': 'upkeep of all workspaces by the worker',
      'domain/calls/make-calls.ts#makeCalls': 'whoever queued the call was asked; the worker makes it',
      'domain/upkeep/purge-notices.ts#purgeNotices': 'upkeep of all workspaces by the worker',
      'domain/upkeep/purge-trash.ts#purgeTrash': 'upkeep of all workspaces by the worker',
      'domain/upkeep/purge-webhooks.ts#purgeWebhooks': 'upkeep of all workspaces by the worker',
      'domain/webhooks/post-store.ts#openPostStore': 'the signature of the bytes is the permission',
    },
    find: findEntriesThat('writes unasked', (_, does) => does('writes') && !does('authorizes')),
  },
  {
    says: 'every function that is given a ctx from outside calls authorize()',
    why: 'reading is allowed by role, too, and a role may lose it',
    instead: "authorize(ctx, '<noun>.read') as its first line",
    find: findEntriesThat('answers unasked', (deed, does) => deed.takesCtx && !does('authorizes')),
  },
  {
    says: 'a verb authorises before it parses',
    why: 'whoever may not do a thing is not told what it takes to do it',
    instead: 'authorize(ctx, …) first, then parseInput(…)',
    find: findEntriesThat('parses first', (deed) => deed.isVerb && deed.parsesFirst),
  },
  {
    says: 'every verb that writes records an event in the same transaction',
    why: 'timeline, undo, reports, automations and live updates read events: a change without one did not happen for them',
    instead:
      'recordContactEvents() or recordWorkspaceEvent() inside inTransaction(), or the insert into …_events in the same statement',
    exceptions: {
      'domain/imports/choose-sheet.ts#chooseSheet': 'nothing of a file is a record before import.started',
      'domain/imports/receive-chunk.ts#receiveChunk': 'nothing of a file is a record before import.started',
      'domain/imports/save-plan.ts#savePlan': 'nothing of a file is a record before import.started',
      'domain/imports/start-upload.ts#startUpload': 'nothing of a file is a record before import.started',
      'domain/duplicates/scan.ts#findDuplicatePairs': 'proposes what may be one person; changes no record',
      'domain/automations/listeners.ts#writeListeners':
        'inside the transaction of switching on or off, which is told; the bench calls it alone',
      'domain/automations/match-inbox.ts#matchInbox':
        'holds events against automations; a run is its own record, and what it does tells of itself',
      'domain/automations/purge-runs.ts#purgeRuns': 'what it did was recorded when it happened',
      'domain/automations/purge.ts#purgeAutomations': 'the run or the event was recorded when it happened',
      'domain/conversations/mark-read.ts#markRead': 'that somebody looked is no fact about the person',
      'domain/members/set-appearance.ts#setAppearance': "one person's taste, no fact about the workspace",
      'domain/members/set-preferences.ts#setColumnOrder': "one person's taste, no fact about the workspace",
      'domain/members/set-preferences.ts#setHiddenColumns': "one person's taste, no fact about the workspace",
      'domain/members/set-preferences.ts#setPreferences': "one person's taste, no fact about the workspace",
      'domain/summaries/tell-weeks.ts#tellWeeks': 'that somebody was told of a week is no fact about it',
      'domain/views/set-default.ts#setDefaultView': "one person's taste, no fact about the workspace",
      'domain/sessions/resolve.ts#resolveSession':
        'a session is seen to be in use: happens with every request',
      'domain/reports/kept/keep.ts#keepReportDays': 'counts history again; changes no record',
      'domain/sessions/open.ts#openSession': 'a session is no fact about the workspace',
      'domain/sessions/sign-in.ts#signIn': 'a session is no fact about the workspace',
      'domain/sessions/sign-in.ts#signInVerified': 'a session is no fact about the workspace',
      'domain/sessions/sign-out.ts#signOut': 'a session is no fact about the workspace',
      'domain/sessions/switch-workspace.ts#switchWorkspace':
        'where a person stands is no fact about the workspace',
      'domain/setup/prepare.ts#prepareSetup': 'there is no workspace yet',
      'domain/past/keep-status-days.ts#keepStatusDays':
        'what is kept is worked out from events again at any time',
      'domain/statuses/measure-pace.ts#measureStatusPaces':
        'works figures out of history again; changes no record',
      'domain/whatsapp/sync-templates.ts#syncAllTemplates': "keeps what Meta says; no decision of anybody's",
      'domain/whatsapp/sync-templates.ts#syncTemplatesOf': "keeps what Meta says; no decision of anybody's",
      'domain/whatsapp/wanted-templates.ts#fetchWantedTemplates':
        "keeps what Meta says; no decision of anybody's",
      'domain/upkeep/purge-access.ts#purgeAccess': 'takes away what has ended already',
      'domain/upkeep/purge-imports.ts#purgeImports':
        'what imports did stays told; their rows were never records',
      'domain/upkeep/purge-bulk-targets.ts#purgeBulkTargets': 'the act was recorded when it happened',
      'domain/calls/make-calls.ts#makeCalls':
        'what came of a call stands with the call, and in the trail of its run',
      'domain/calls/secret.ts#showWebhookSecret': 'made when first looked at; only a change of it is an act',
      'domain/notifications/mark-read.ts#markNotificationsRead':
        'that somebody looked is no fact about the workspace',
      'domain/tasks/tell-due.ts#tellDueTasks': 'telling somebody the time changes no task',
      'domain/upkeep/purge-notices.ts#purgeNotices': 'what they told of was recorded when it happened',
      'domain/upkeep/purge-trash.ts#purgeTrash': 'the deletion was recorded when it happened',
      'domain/upkeep/purge-webhooks.ts#purgeWebhooks':
        'what followed from them was recorded; the raw ones were never records',
      'domain/webhooks/post-store.ts#openPostStore':
        'kept as it came; what follows from it is told when it does',
    },
    find: findEntriesThat('writes untold', (_, does) => does('writes') && !does('records')),
  },
];
