/**
 * The ids in their new order after `id` was put before `beforeId` (null: at the end). Unknown ids change nothing.
 */
export function reordered<Id extends number | string>(
  items: { id: Id }[],
  id: Id,
  beforeId: Id | null,
): Id[] {
  const ids = items.map(({ id: one }) => one);
  if (!ids.includes(id) || id === beforeId) return ids;
  if (beforeId !== null && !ids.includes(beforeId)) return ids;
  const rest = ids.filter((other) => other !== id);
  const index = beforeId === null ? rest.length : rest.indexOf(beforeId);
  return [...rest.slice(0, index), id, ...rest.slice(index)];
}
