import { AUTOMATION_TABLES } from './automation-register.ts';
import { about, each, type TableRule } from './column-rules.ts';
import { WHATSAPP_TABLES } from './whatsapp-register.ts';

/**
 * Every column of every table, and what it may hold about a contact: export and erasure go by it, and a test fails when a column is missing.
 * A new column that holds something about a person: `personal`, in a table that names the contact.
 */
export const REGISTER: Readonly<Record<string, TableRule>> = {
  contacts: {
    contact: ['id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id version created_at updated_at'),
      ...each('personal', 'first_name last_name name type phone email company website notes is_active'),
      ...each(
        'personal',
        'owner_id status_id origin_id status_since last_activity_at last_message_at opted_out_at',
      ),
      search: 'copy',
    },
  },
  contact_identities: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id contact_id added_by created_at'),
      ...each('personal', 'kind value source source_id'),
    },
  },
  field_values: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id contact_id field_id'),
      ...each('personal', 'text number date choice_id yes_no'),
    },
  },
  group_members: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: { ...each('plain', 'workspace_id contact_id created_at'), group_id: 'personal' },
  },
  consents: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id contact_id recorded_by revoked_by created_at'),
      ...each('personal', 'purpose wording source given_at revoked_at revocation'),
    },
  },
  contact_trash: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id contact_id deleted_at deleted_by'),
      ...each('personal', 'contact identities groups field_values'),
      ...each('copy', 'owner_id search'),
    },
  },
  contact_merges: {
    contact: ['from_id', 'into_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id from_id into_id change_id merged_at merged_by split_at'),
      ...each('personal', 'taken before'),
    },
  },
  duplicate_pairs: {
    contact: ['low_id', 'high_id'],
    erase: 'delete',
    columns: each('plain', 'workspace_id low_id high_id reason score found_at dismissed_at dismissed_by'),
  },
  duplicate_scans: about(
    'plain',
    'workspace_id seen_event_id pass_block pass_event_id pass_began_at passed_at',
  ),
  contact_events: {
    contact: ['contact_id'],
    erase: 'history',
    columns: {
      ...each('plain', 'workspace_id id contact_id kind actor_kind actor_id at change_id run_id'),
      ...each('personal', 'before after'),
    },
  },
  import_rows: {
    contact: [],
    erase: 'imported',
    columns: { ...each('plain', 'workspace_id import_id number line problem'), cells: 'personal' },
  },
  import_facts: {
    contact: [],
    erase: 'imported',
    columns: {
      ...each('plain', 'workspace_id import_id number'),
      ...each(
        'copy',
        'contact_ref first_name last_name type phone phone_variant email company website notes',
      ),
      ...each('copy', 'is_active status_id origin_id owner_id extra'),
    },
  },
  import_outcomes: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: {
      ...each(
        'plain',
        'workspace_id import_id number outcome column_number reason same_as contact_id contact_version undo',
      ),
      change: 'personal',
    },
  },
  import_batches: about(
    'plain',
    'workspace_id import_id batch_index created updated unchanged duplicate rejected created_at',
  ),
  bulk_targets: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: each('plain', 'workspace_id bulk_id contact_id outcome reason'),
  },
  // The history's own facts in another shape: sums of the past stay right, and whom an erased id stood for nobody knows any more.
  status_stays: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: each(
      'plain',
      'workspace_id contact_id event_id status_id from_status_id since until is_first moved_by arrived_at',
    ),
  },
  contacts_gone: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: each('plain', 'workspace_id contact_id came_at gone_at'),
  },
  status_days: about('plain', 'workspace_id day status_id total'),
  status_day_marks: about('plain', 'workspace_id id since'),
  ...WHATSAPP_TABLES,
  ...AUTOMATION_TABLES,
  contact_tallies: about('plain', 'workspace_id status_id origin_id owner_id type is_active total'),
  report_days: about('plain', 'workspace_id kind day time_zone part'),
  report_hours: about('plain', 'workspace_id kind start time_zone part'),
  report_stale: about('plain', 'id workspace_id about quarter'),
  imports: about(
    'plain',
    'workspace_id id state file_name file_bytes received_bytes file_hash fingerprint upload row_count rows_done counts failure is_cancel_asked attempts ' +
      'change_id undo_change_id created_by version created_at updated_at started_at finished_at undone_at automations_cancelled_at',
    // The first rows of the file, and values that were asked about one by one.
    each('quote', 'file plan forecast'),
  ),
  import_mappings: about('plain', 'workspace_id id name name_key mapping created_by created_at updated_at'),
  bulk_changes: about(
    'plain',
    'workspace_id id state fires_automations automations_cancelled_at total done counts failure attempts change_id undo_change_id request_id ' +
      'created_by created_at started_at finished_at undone_by undone_at',
    each('quote', 'change query'),
  ),
  segments: about(
    'plain',
    'workspace_id id name name_key owner_id is_shared version created_at updated_at',
    each('quote', 'query'),
  ),
  views: about(
    'plain',
    'workspace_id id name name_key columns owner_id is_shared version created_at updated_at',
    each('quote', 'query'),
  ),
  saved_reports: about(
    'plain',
    'workspace_id id name name_key report query owner_id is_shared version created_at updated_at',
  ),
  targets: about(
    'plain',
    'workspace_id id kind status_id origin_id owner_id span amount version created_at updated_at',
  ),
  weekly_summaries: about('plain', 'workspace_id week told created_at'),
  workspace_events: about(
    'plain',
    'workspace_id id subject_kind subject_id kind actor_kind actor_id at change_id',
    each('quote', 'before after'),
  ),
  fields: about('plain', 'workspace_id id name name_key kind position version created_at updated_at'),
  field_choices: about('plain', 'workspace_id id field_id name name_key position'),
  groups: about('plain', 'workspace_id id name name_key version created_by created_at updated_at deleted_at'),
  origins: about(
    'plain',
    'workspace_id id name name_key version created_at updated_at archived_at merged_into_id',
  ),
  origin_aliases: about('plain', 'workspace_id id origin_id name name_key merge_id created_at'),
  origin_merges: about('plain', 'workspace_id id from_id into_id change_id merged_at undone_at'),
  statuses: about(
    'plain',
    'workspace_id id name name_key colour kind position is_default version created_at updated_at retired_at',
  ),
  status_paces: about('plain', 'workspace_id status_id usual_seconds sample_size computed_at'),
  workspaces: about('plain', 'id name locale country time_zone sales_scope is_demo created_at'),
  users: about('staff', 'id email name password_hash locale theme created_at password_changed_at'),
  memberships: about('staff', 'workspace_id user_id role preferences deactivated_at created_at'),
  invitations: about(
    'staff',
    'workspace_id id email role token_hash invited_by expires_at accepted_at revoked_at created_at',
  ),
  sessions: about('staff', 'token_hash user_id workspace_id created_at last_seen_at expires_at'),
  sign_in_attempts: about('staff', 'id subject at'),
  setup_tokens: about('plain', 'token_hash created_at'),
};

/** What an event may still say once its person is forgotten: where they stood, who had them, and in which act. Reports go by these. */
export const HISTORY_FACTS: readonly string[] = [
  'statusId',
  'statusSince',
  'originId',
  'ownerId',
  'type',
  'isActive',
  'groupId',
  'fromId',
  'intoId',
  'mergeId',
  'importId',
  'consentId',
  'format',
  'messageId',
  'touchId',
];
