/** Somebody else changed the task since: how it stands now, as a form holds it. */
export type StaleTask = { version: number; title: string; day: string; time: string; ownerId: number | null };
