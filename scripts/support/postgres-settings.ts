import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** `product` keeps every committed change through a crash; `test` trades that for speed. */
export type PostgresPurpose = 'product' | 'test';

const MEGABYTE = 1024 * 1024;

/**
 * Server settings for this machine as `-c name=value` arguments.
 *
 * @param memoryMegabytes what the machine (or its container) has
 */
export function postgresSettings(
  purpose: PostgresPurpose,
  port: number,
  memoryMegabytes = machineMemoryMegabytes(),
): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A refused row's DETAIL quotes it, and a failed statement may: nothing personal goes into logs.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...memorySettings(purpose, memoryMegabytes),
    work_mem: '16MB',
    max_wal_size: '4GB',
    // The bundled server knows only pglz: halving the log cost a change of many rows two and a half times as long.
    wal_compression: 'off',
    // Every question here is short: compiling it costs more than it saves.
    jit: 'off',
    random_page_cost: '1.1',
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: 'sysv' } : {}),
    ...(purpose === 'test' ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function memorySettings(purpose: PostgresPurpose, memory: number): Record<string, string> {
  const quarter = Math.floor(memory / 4);
  const shared = purpose === 'test' ? Math.min(256, quarter) : Math.min(2048, quarter);
  return {
    shared_buffers: `${Math.max(64, shared)}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    maintenance_work_mem: `${Math.min(512, Math.max(64, Math.floor(memory / 16)))}MB`,
  };
}

function machineMemoryMegabytes(): number {
  // 0 or an absurd number when no container limits us.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.floor(bytes / MEGABYTE);
}

/** Containers often get 64 MB of /dev/shm: parallel queries and index builds would fail in it. */
function sharedMemoryIsSmall(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize < 512 * MEGABYTE;
  } catch {
    return true;
  }
}
