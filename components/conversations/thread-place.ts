/** Which thread: a contact's, or a person's who is none yet. */
export type Place = { contactId: number } | { conversationId: number };

/** The name that drafts and requests go by. */
export function placeKey(place: Place): string {
  return 'contactId' in place ? `contact-${place.contactId}` : `conversation-${place.conversationId}`;
}

/** The address of a page of a thread. */
export function threadHref(place: Place, more: Record<string, string> = {}): string {
  const [name, id] = Object.entries(place)[0] ?? ['', ''];
  return `/api/conversations/thread?${new URLSearchParams({ [name]: String(id), ...more })}`;
}
