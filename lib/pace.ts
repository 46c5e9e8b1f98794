/** Units a second and seconds left of work that began at `startedAt`, both null until enough has been done to tell. Pure. */
export function pace(
  { done, total, startedAt }: { done: number; total: number; startedAt: Date | null },
  now: Date,
): { rate: number | null; secondsLeft: number | null } {
  const seconds = startedAt ? (now.getTime() - startedAt.getTime()) / 1000 : 0;
  if (seconds < 1 || done <= 0) return { rate: null, secondsLeft: null };
  const rate = done / seconds;
  return { rate, secondsLeft: Math.max(0, Math.ceil((total - done) / rate)) };
}
