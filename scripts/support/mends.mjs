import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// postgres 3.4.9 ends the process when the server ends a connection inside a transaction, leaves the connection's place in the pool unusable
// after a reset, and can run the rest of a dead transaction on a fresh connection (upstream issues 1154, 1208, 1216). See decision 059.

/** @typedef {{ file: string, before: string, after: string }} Mend */

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

const MENDS = [...CONNECTION, ...INDEX];
const VERSION = '3.4.9';
/** Both forms that a program can load. */
const FOLDERS = ['src', 'cjs/src'];

/** Changes with the mends: where it differs, they are made anew. */
export const MENDS_STAMP = createHash('sha256').update(JSON.stringify(MENDS)).digest('hex').slice(0, 16);

/**
 * Mends the installed database driver; one that is mended stays as it is.
 *
 * @param {string} root folder of the project
 * @throws {Error} when the driver is another than the one that these mends are for
 */
export function mendPackages(root) {
  const folder = join(root, 'node_modules', 'postgres');
  if (!existsSync(folder)) return;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (version !== VERSION) throw new Error(`The mends of postgres are for ${VERSION}, not ${version}.`);
  for (const part of FOLDERS)
    for (const file of new Set(MENDS.map((mend) => mend.file))) mendFile(join(folder, part, file), file);
}

/**
 * @param {string} path
 * @param {string} file
 */
function mendFile(path, file) {
  const found = readFileSync(path, 'utf8');
  const mended = MENDS.filter((mend) => mend.file === file).reduce((text, { before, after }) => {
    if (text.includes(after)) return text;
    if (text.split(before).length !== 2)
      throw new Error(`${path} is not as expected; install the packages anew.`);
    return text.replace(before, () => after);
  }, found);
  if (mended !== found) writeFileSync(path, mended);
}
