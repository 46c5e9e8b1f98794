import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a program ended; `output` holds both its streams, unless they went straight to the terminal. */
export type Outcome = { code: number | null; output: string };

type Options = {
  args: string[];
  signal: AbortSignal;
  env?: NodeJS.ProcessEnv;
  /** Shows the output as it comes, instead of collecting it. */
  isShown?: boolean;
  /** Keeps a copy of the output in this file. */
  log?: string;
};

/** Runs a script with our Node to its end; `signal` ends it early (SIGTERM). */
export function runNode({
  args,
  signal,
  env = process.env,
  isShown = false,
  log,
}: Options): Promise<Outcome> {
  return runProgram(process.execPath, { args, signal, env, isShown, log });
}

/** As `runNode`, for any program. */
export function runProgram(command: string, { args, signal, env, isShown, log }: Options): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', ...(isShown ? INHERIT : PIPE)] });
    const output: string[] = [];
    const file = log ? openLog(log) : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output.push(text);
        file?.write(text);
      });
    }
    const end = () => child.kill('SIGTERM');
    signal.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', end);
      file?.end();
      resolve({ code, output: output.join('') });
    });
    if (signal.aborted) end();
  });
}

const INHERIT = ['inherit', 'inherit'] as const;
const PIPE = ['pipe', 'pipe'] as const;

function openLog(path: string) {
  mkdirSync(dirname(path), { recursive: true });
  return createWriteStream(path);
}
