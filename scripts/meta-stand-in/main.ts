// The stand-in as a process of its own, beside the demo.
import { watchLauncher } from '../support/process-identity.mjs';
import { control } from './control.ts';
import { startMetaStandIn } from './server.ts';

const { STAND_IN_PORT, STAND_IN_TARGET, META_APP_SECRET } = process.env;

const standIn = await startMetaStandIn({
  port: Number(STAND_IN_PORT),
  target: STAND_IN_TARGET && META_APP_SECRET ? { url: STAND_IN_TARGET, appSecret: META_APP_SECRET } : null,
  extra: control,
});

async function stop(): Promise<void> {
  await standIn.stop();
  process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// Left alone by a killed launcher, nobody could stop it or find it.
watchLauncher(stop);
