import 'server-only';
import { openPostStore, type PostStore } from '#domain/webhooks/post-store.ts';
import { connectForWebhooks } from './database.ts';

const held = globalThis as unknown as { chatBotPostStore?: PostStore };

/** Stores a webhook through the process's one store. */
export function storePost(body: Uint8Array): Promise<void> {
  held.chatBotPostStore ??= openPostStore(connectForWebhooks);
  return held.chatBotPostStore.store(body);
}
