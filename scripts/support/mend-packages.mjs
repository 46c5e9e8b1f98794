import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WRONG = `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))
`;
const RIGHT = `${WRONG}
    if (socket === null) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
`;

/**
 * Mends what is broken in the pinned version of the database driver, postgres 3.4.9 (decision 045): a query of a transaction whose connection the
 * server has ended was written to no socket, outside of any promise, which ends the process.
 *
 * @param {string} root folder of the project
 */
export function mendPackages(root) {
  for (const folder of ['src', 'cjs/src']) {
    const path = join(root, 'node_modules', 'postgres', folder, 'connection.js');
    const text = readFileSync(path, 'utf8');
    if (text.includes(RIGHT)) continue;
    if (!text.includes(WRONG))
      throw new Error('The package postgres is not the version that is mended here.');
    writeFileSync(path, text.replace(WRONG, RIGHT));
  }
}
