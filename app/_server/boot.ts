import 'server-only';
import { log } from '#lib/log.ts';
import { closeLiveHub } from './live.ts';
import { noteSocketAddresses } from './socket-address.ts';

noteSocketAddresses();

// Open streams would keep the server from draining.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void closeLiveHub());

// The framework prints what it catches as it is, and a failed query quotes a person's data. `onRequestError` logs the same without.
if (process.env.NODE_ENV === 'production') {
  console.error = (...parts: unknown[]) => {
    const error = parts.find((part) => part instanceof Error);
    if (error) log.debug({ error }, 'caught by the framework');
    else log.error({ text: parts.map(String).join(' ').slice(0, 500) }, 'console');
  };
}
