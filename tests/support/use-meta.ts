import { afterAll, beforeAll } from 'vitest';
import { startStandIn } from './meta-stand-in.ts';

/** Meta's stand-in for a test file; `meta()` once the tests run. */
export function useMeta(): () => Awaited<ReturnType<typeof startStandIn>> {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  beforeAll(async () => {
    standIn = await startStandIn();
    process.env.META_GRAPH_URL = standIn.url;
    process.env.DATABASE_URL ??= 'postgres://unused/unused';
    process.env.AUTH_SECRET ??= 'a'.repeat(32);
    process.env.ENCRYPTION_KEY ??= Buffer.alloc(32, 7).toString('base64');
  });
  afterAll(() => standIn?.stop());
  return () => standIn;
}
