import 'server-only';
import { closeLiveHub } from './live.ts';

// Open streams would keep the server from draining.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void closeLiveHub());
