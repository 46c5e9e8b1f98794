import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { LaunchError } from '../support/launch-error.ts';

/** One thing that `npm run crm` can do. What it needs is imported when it runs, so that `--help` answers at once. */
export type Command = {
  /** As it is typed: one word or two. */
  name: string;
  /** One line for the list. */
  summary: string;
  /** Everything `--help` says. */
  help: string;
  /** Returns the exit code. @throws LaunchError with what to mend. */
  run(args: string[]): Promise<number>;
};

/** The values of a command's options. @throws LaunchError for an unknown one, or one without its value. */
export function readOptions(args: string[], known: Record<string, 'value' | 'flag'>) {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string' }]),
  );
  try {
    const { values } = parseArgs({ args, options, allowPositionals: false });
    return {
      flag: (name: string) => values[name] === true,
      text: (name: string) => (typeof values[name] === 'string' ? values[name] : undefined),
      number: (name: string) => readNumber(name, values[name]),
    };
  } catch (error) {
    throw new LaunchError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

function readNumber(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new LaunchError(`--${name} must be a whole number from 1 to 999999999.`);
  return number;
}
