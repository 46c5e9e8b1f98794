import { env } from '#lib/env.ts';
import { open, seal } from '#lib/secret.ts';
import type { Ctx } from '../ctx.ts';
import type { Graph } from './graph.ts';

/** Where this server finds Meta. */
export function graph(): Graph {
  const { META_GRAPH_URL, META_GRAPH_VERSION } = env();
  return { url: META_GRAPH_URL, version: META_GRAPH_VERSION };
}

/** An access token as it is kept: only this workspace's number opens it again. */
export function sealToken(ctx: Ctx, phoneNumberId: string, token: string): string {
  return seal(token, env().ENCRYPTION_KEY, purposeOf(ctx, phoneNumberId));
}

/**
 * The access token of a number.
 * @throws SealError when it was sealed with another `ENCRYPTION_KEY`.
 */
export function openToken(ctx: Ctx, number: { phoneNumberId: string; token: string }): string {
  return open(number.token, env().ENCRYPTION_KEY, purposeOf(ctx, number.phoneNumberId));
}

function purposeOf({ workspace }: Ctx, phoneNumberId: string): string {
  return tokenPurpose(workspace.id, phoneNumberId);
}

/** What the token of a number is sealed for: in another workspace, or beside another number, it does not open. */
export function tokenPurpose(workspaceId: number, phoneNumberId: string): string {
  return `whatsapp-token:${workspaceId}:${phoneNumberId}`;
}
