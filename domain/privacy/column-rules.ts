/**
 * What a column may hold about a contact:
 * - `plain`: nothing; ids, states, counts, and words of the company's own.
 * - `staff`: something about a member of the team, which belongs to their account.
 * - `personal`: something about the person.
 * - `copy`: the same, written down again for our own purposes; not worth exporting twice.
 * - `quote`: words that may happen to name somebody. They are searched for what the person is recognised by.
 */
type ColumnRule = 'plain' | 'staff' | 'personal' | 'copy' | 'quote';

/**
 * What erasing a person does to the rows about them:
 * - `delete`: they go.
 * - `empty`: they stay, so that sums and undo stay right, without what is `personal` or a `copy`.
 * - `imported`: the same; they name no contact, and are found by the outcome of their row, or by what it says.
 * - `history`: they stay with the facts that `HISTORY_FACTS` names.
 * - `nothing`: they hold nothing to erase.
 */
type Erasure = 'delete' | 'empty' | 'imported' | 'history' | 'nothing';

export type TableRule = {
  /** The columns that hold a contact's id. */
  contact: readonly string[];
  erase: Erasure;
  columns: Readonly<Record<string, ColumnRule>>;
};

/** Tables that know nothing of contacts: all their columns under one rule, but for exceptions. */
export function about(rule: 'plain' | 'staff', names: string, others: TableRule['columns'] = {}): TableRule {
  return { contact: [], erase: 'nothing', columns: { ...each(rule, names), ...others } };
}

/** The same rule for each of the columns `names` (with spaces between them). */
export function each(rule: ColumnRule, names: string): Record<string, ColumnRule> {
  return Object.fromEntries(names.split(' ').map((name) => [name, rule]));
}
