import { database } from '#app/_server/database.ts';
import { checkReadiness } from '#domain/setup/readiness.ts';

export const dynamic = 'force-dynamic';

/** Requests can be served: 200, else 503 with the reason. */
export async function GET(): Promise<Response> {
  const status = await checkReadiness(database());
  return Response.json(
    { status },
    { status: status === 'ready' ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
