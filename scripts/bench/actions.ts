import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../support/launch-error.ts';
import type { LoadRequest } from './load-worker.ts';
import type { Stage } from './stage.ts';

type Manifest = { node: Record<string, { exportedName?: string; filename?: string }> };

/** Makes requests of one server action, as a browser sends it from `page`. */
export type ActionCaller = (argument: Record<string, string | number | boolean | null>) => LoadRequest;

/** The server action that `file` exports as `name`. Next writes the ids of all of them beside the built pages. */
export function actionCaller(
  { web, cookie }: Stage,
  { page, file, name }: { page: string; file: string; name: string },
): ActionCaller {
  const path = join(process.env.NEXT_DIST_DIR || '.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const [id] =
    Object.entries(node).find(([, one]) => one.exportedName === name && one.filename === file) ?? [];
  if (!id) throw new LaunchError(`The built product has no action ${name} of ${file}.`);
  const headers = {
    cookie,
    accept: 'text/x-component',
    'content-type': 'text/plain;charset=UTF-8',
    'next-action': id,
    origin: web.origin,
  };
  // Plain values travel as JSON; only a leading $ would have to be escaped (React's encodeReply).
  return (argument) => ({ path: page, headers, body: JSON.stringify([argument]), expects: '"ok":true' });
}
