import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ENV_NAMES, type Env, EnvError, readEnv } from '#lib/env.ts';
import { LaunchError } from './launch-error.ts';

/**
 * The settings of a script: the environment, then `.env`; DATA_DIR as an absolute path.
 *
 * @throws LaunchError with one line for each mistake
 */
export function readSettings(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env');
  // An empty variable means none, to whatever we start as well.
  for (const name of ENV_NAMES) if (!process.env[name]?.trim()) delete process.env[name];
  try {
    const env = readEnv(process.env);
    return { ...env, DATA_DIR: resolve(env.DATA_DIR) };
  } catch (error) {
    if (error instanceof EnvError) throw new LaunchError(error.message);
    throw error;
  }
}
