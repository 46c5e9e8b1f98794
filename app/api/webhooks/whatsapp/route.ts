import { storePost } from '#app/_server/post-store.ts';
import { webhook, webhookCheck } from '#app/_server/webhook.ts';
import { env } from '#lib/env.ts';

export const dynamic = 'force-dynamic';

const secrets = () => ({ appSecret: env().META_APP_SECRET, verifyToken: env().META_VERIFY_TOKEN });

/** Meta asks once whether this address is ours. */
export const GET = webhookCheck(secrets);

/** Meta tells what happened: messages, delivery states, news of templates and accounts. */
export const POST = webhook(storePost, secrets);
