import 'server-only';
import { openRaw } from '#db/client.ts';
import { type LiveHub, openLiveHub } from '#domain/live/hub.ts';
import { env } from '#lib/env.ts';

const held = globalThis as unknown as { chatBotLiveHub?: LiveHub };

/** The process's one hub of live updates, opened by the first window that listens. */
export function liveHub(): LiveHub {
  held.chatBotLiveHub ??= openLiveHub(openRaw(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL));
  return held.chatBotLiveHub;
}

/** Ends all streams, so that a process told to stop can. */
export async function closeLiveHub(): Promise<void> {
  await held.chatBotLiveHub?.close();
  delete held.chatBotLiveHub;
}
