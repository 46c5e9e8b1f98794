import 'server-only';
import { resolve } from 'node:path';
import { env } from '#lib/env.ts';

/** Where uploads lie until the worker has read them: every web and worker machine must see the same folder. */
export function uploadFolder(): string {
  return resolve(env().DATA_DIR, 'uploads');
}
