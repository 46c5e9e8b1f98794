import type { Instrumentation } from 'next';

/** Runs once when a server process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./app/_server/boot.ts');
}

/** Every page or handler that broke, with the ids that the person was shown. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { log } = await import('./lib/log.ts');
  const requestId = request.headers['x-request-id'];
  const digest = (error as { digest?: string }).digest;
  // The path only: a query may hold a name or a phone.
  log.error(
    { requestId, digest, path: request.path.split('?')[0], route: context.routePath, error },
    'request failed',
  );
};
