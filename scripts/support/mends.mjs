import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ file: string, before: string, after: string }} Mend */

// postgres 3.4.9 ends the process when the server ends a connection inside a transaction, leaves the connection's place in the pool unusable
// after a reset, and can run the rest of a dead transaction on a fresh connection (upstream issues 1154, 1208, 1216). See decision 059.

/** @type {Mend[]} */
const CONNECTION = [
  {
    // A query of a scope that outlived its connection.
    before: `  function execute(q) {
    if (terminated)`,
    after: `  function execute(q) {
    if (!socket) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }

    if (terminated)`,
  },
  {
    before: `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null`,
    after: `    if (!socket) {
      chunk = nextWriteTimer = null
      return true
    }

    const x = socket.write(chunk, fn)
    nextWriteTimer !== null`,
  },
  {
    // A timer that is remembered keeps every later write from being scheduled.
    before: `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    after: `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    before: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
    after: `    if (initial) {
      query = results = errorResponse = null
      result = new Result()
      return reconnect()
    }

    if (query || sent.length)
      error(errorResponse || Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()`,
  },
].map((mend) => ({ file: 'connection.js', ...mend }));

/** @type {Mend[]} */
const INDEX = [
  {
    before: `      , connection
      , prepare = null`,
    after: `      , connection
      , gone = null
      , prepare = null`,
  },
  {
    before: `        new Promise((_, reject) => connection.onclose = reject)`,
    after: `        new Promise((_, reject) => connection.onclose = error => {
          gone = error
          while (queries.length)
            queries.shift().reject(error)
          reject(error)
        })`,
  },
  {
    before: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
    after: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (gone)
          return q.reject(gone)

        c.queue`,
  },
  {
    before: `    c.reserved.release = true
`,
    after: `    c.reserved.release = true
    let gone = null
    c.onclose = error => {
      gone = error
      while (queue.length)
        queue.shift().reject(error)
    }
`,
  },
  {
    before: `    sql.release = () => {
      c.reserved = null`,
    after: `    sql.release = () => {
      if (gone)
        return

      c.onclose = c.reserved = null`,
  },
  {
    before: `    function handler(q) {
      c.queue === full
        ? queue.push(q)`,
    after: `    function handler(q) {
      if (gone)
        return q.reject(gone)

      c.queue === full
        ? queue.push(q)`,
  },
].map((mend) => ({ file: 'index.js', ...mend }));

// Next 16.4.6 refreshes a page whose address was changed past the router as if it had the old query. It takes each answer for a mismatch, asks
// again, and loads the page anew after two in a row. See decision 064.

const REFRESH = 'client/components/router-reducer/reducers/refresh-reducer.js';
const OLD_QUERY = 'null, null, true, null, currentRenderedSearch, null,';
/** @param {string} normalize */
const ownQuery = (normalize) => `null, null, true, null, ${normalize}(currentUrl.search), null,`;

/** @type {Mend[]} */
const NEXT = [
  {
    file: `dist/${REFRESH}`,
    before: OLD_QUERY,
    after: ownQuery('(0, require("../../../route-params").normalizeRenderedSearch)'),
  },
  {
    file: `dist/esm/${REFRESH}`,
    before: `import { FreshnessPolicy,`,
    after: `import { normalizeRenderedSearch } from '../../../route-params';
import { FreshnessPolicy,`,
  },
  { file: `dist/esm/${REFRESH}`, before: OLD_QUERY, after: ownQuery('normalizeRenderedSearch') },
];

/** Both forms that a program can load. */
const POSTGRES = ['src', 'cjs/src'].flatMap((folder) =>
  [...CONNECTION, ...INDEX].map((mend) => ({ ...mend, file: `${folder}/${mend.file}` })),
);

const PACKAGES = [
  { name: 'postgres', version: '3.4.9', mends: POSTGRES },
  { name: 'next', version: '16.4.6', mends: NEXT },
];

/** Changes with the mends: where it differs, they are made anew. */
export const MENDS_STAMP = createHash('sha256').update(JSON.stringify(PACKAGES)).digest('hex').slice(0, 16);

/**
 * Mends the installed packages that need it; what is mended stays as it is.
 *
 * @param {string} root folder of the project
 * @throws {Error} when one is another than these mends are for
 */
export function mendPackages(root) {
  for (const { name, version: wanted, mends } of PACKAGES) {
    const folder = join(root, 'node_modules', name);
    if (!existsSync(folder)) continue;
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (version !== wanted) throw new Error(`The mends of ${name} are for ${wanted}, not ${version}.`);
    for (const file of new Set(mends.map((mend) => mend.file)))
      mendFile(
        join(folder, file),
        mends.filter((mend) => mend.file === file),
      );
  }
}

/**
 * @param {string} path
 * @param {Mend[]} mends
 */
function mendFile(path, mends) {
  const found = readFileSync(path, 'utf8');
  const mended = mends.reduce((text, { before, after }) => {
    if (text.includes(after)) return text;
    if (text.split(before).length !== 2)
      throw new Error(`${path} is not as expected; install the packages anew.`);
    return text.replace(before, () => after);
  }, found);
  if (mended === found) return;
  // Another file in its place: installers share one between folders.
  writeFileSync(`${path}.mended`, mended);
  renameSync(`${path}.mended`, path);
}
