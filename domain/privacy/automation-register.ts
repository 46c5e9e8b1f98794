import { about, each, type TableRule } from './column-rules.ts';

/** The part of the register that is about automations, notifications and tasks. */
export const AUTOMATION_TABLES: Readonly<Record<string, TableRule>> = {
  // Before the runs: whoever holds events against the automations locks them in this order.
  automation_inbox: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each(
        'plain',
        'workspace_id id what source contact_id event_id automation_id message_id call_id cause_run_id',
      ),
      ...each('plain', 'bulk_id import_id at due_at attempts'),
      facts: 'copy',
    },
  },
  automation_runs: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each(
        'plain',
        'workspace_id id automation_id version_id contact_id event_id cause_run_id bulk_id import_id hops next_step step_total wake_at',
      ),
      ...each('plain', 'source waits_for waits_id waits_since attempts error'),
      ...each('personal', 'state reason answered_at started_at finished_at'),
    },
  },
  // Theirs go with their run.
  automation_run_steps: about(
    'plain',
    'workspace_id run_id place step_key kind state attempts error started_at finished_at',
    each('quote', 'input output'),
  ),
  automation_misses: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id automation_id source version_id contact_id event_id detail'),
      ...each('personal', 'reason at'),
    },
  },
  segment_watch: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: each('plain', 'workspace_id segment_id contact_id created_at'),
  },
  watched_segments: about('plain', 'workspace_id segment_id created_at', each('quote', 'seen')),
  outgoing_calls: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each(
        'plain',
        'workspace_id id state contact_id run_id host request_id attempts next_try_at claimed_at',
      ),
      ...each('plain', 'finished_at'),
      ...each('personal', 'kind payload answer created_at'),
    },
  },
  notifications: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id user_id kind contact_id automation_id run_id task_id source read_at'),
      ...each('personal', 'body created_at'),
    },
  },
  tasks: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id contact_id told_at run_id created_by version updated_at'),
      ...each('personal', 'title due_at owner_id done_at done_by created_at'),
      person_id: 'copy',
    },
  },
  automations: about(
    'plain',
    'workspace_id id name name_key version_id is_on on_since clock_seen_at last_run_at version created_by created_at updated_at deleted_at',
  ),
  automation_versions: about(
    'plain',
    'workspace_id id automation_id number definition created_by created_at',
  ),
  automation_turns: about('plain', 'workspace_id automation_id step_key last_owner_id'),
  automation_listeners: about('plain', 'workspace_id event_kind automation_id'),
  automation_settings: about('plain', 'workspace_id webhook_secret earlier_secret earlier_until created_at'),
};
