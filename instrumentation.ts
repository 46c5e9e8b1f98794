/** Runs once when a server process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { closeLiveHub } = await import('./app/_server/live.ts');
  // Open streams would keep the server from draining.
  process.once('SIGTERM', () => void closeLiveHub());
  process.once('SIGINT', () => void closeLiveHub());
}
