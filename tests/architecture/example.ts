/** Made-up sources, by path. */
export type Files = Record<string, string>;

/** What a rule (by how its sentence begins) finds, where, and what it lets pass. */
export type Example = { rule: string; bad: Files; at: string; good: Files };
