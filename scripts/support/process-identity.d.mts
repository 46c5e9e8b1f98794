export function processStamp(pid: number): string | undefined;
export function isRunning(stamp: string): boolean;
export function watchLauncher(onEnd: () => void): void;
