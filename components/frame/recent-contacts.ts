const STORED = 'recent-contacts';
/** One more than is shown: the contact on the page is not offered. */
const KEPT = 6;

type Stored = { owner: string; ids: number[] };

/**
 * The contacts that this tab opened last, latest first. `owner` is the person and the workspace: another one's are never given. Numbers only,
 * without a name: what they may still see of them the server says.
 */
export function recentContacts(owner: string): number[] {
  const stored = read();
  return stored?.owner === owner ? stored.ids : [];
}

/** Remembers that the page at `path` was opened, if it is a contact's. */
export function rememberContact(owner: string, path: string) {
  const id = contactAt(path);
  if (id === null) return;
  const others = recentContacts(owner).filter((one) => one !== id);
  write({ owner, ids: [id, ...others].slice(0, KEPT) });
}

/** Which contact's page `path` is. */
export function contactAt(path: string): number | null {
  const found = /^\/contacts\/(\d{1,15})$/.exec(path)?.[1];
  return found === undefined ? null : Number(found);
}

/** For pages of people who are not signed in: whoever comes next finds nothing. */
export function forgetContacts() {
  try {
    sessionStorage.removeItem(STORED);
    // Drafts of messages as well: they are about people.
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('draft-')) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing can be stored then, so there is nothing to forget.
  }
}

function read(): Stored | null {
  try {
    const { owner, ids } = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Stored;
    return typeof owner === 'string' && Array.isArray(ids)
      ? { owner, ids: ids.filter(Number.isSafeInteger) }
      : null;
  } catch {
    // Nothing stored, storage forbidden by the browser, or not ours: as good as nothing.
    return null;
  }
}

function write(stored: Stored) {
  try {
    sessionStorage.setItem(STORED, JSON.stringify(stored));
  } catch {
    // Not remembered then; nothing else to do.
  }
}
