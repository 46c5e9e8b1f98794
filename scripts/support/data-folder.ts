import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/**
 * Makes the data folder when missing and proves that it can be written.
 *
 * @throws LaunchError when it cannot
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, `.writable-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new LaunchError(
      `The data folder ${dataDir} cannot be written (${codeOf(error)}): mend that or set DATA_DIR to another.`,
    );
  }
}

/**
 * Reads a JSON file that only we write; `undefined` when there is none.
 *
 * @throws LaunchError when it is there but cannot be read
 */
export function readPrivateJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new LaunchError(`${path} cannot be read (${codeOf(error)}).`);
  }
}

/** Writes a file that only this user can read, whole or not at all. */
export function writePrivateJson(path: string, value: unknown): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
}

/** The system's code of an error (`EACCES`, …), or its message. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message;
  return String(error);
}
