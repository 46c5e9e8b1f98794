import { read } from '#app/_server/read.ts';
import { listRecentBulkChanges } from '#domain/bulk/list.ts';

export const dynamic = 'force-dynamic';
export const GET = read(listRecentBulkChanges);
