import { about, each, type TableRule } from './column-rules.ts';

/** The part of the register that is about WhatsApp and leads that create themselves. */
export const WHATSAPP_TABLES: Readonly<Record<string, TableRule>> = {
  conversations: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each('plain', 'workspace_id id number_id contact_id owner_id last_send_at created_at unread'),
      ...each(
        'personal',
        'user_id phone profile_name last_inbound_at last_outbound_at last_message_at waiting_since',
      ),
    },
  },
  messages: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: {
      ...each(
        'plain',
        'workspace_id id conversation_id contact_id wamid reply_to received_at author_id request_id callback_id attempts next_try_at number_id claimed_at run_id',
      ),
      ...each(
        'personal',
        'direction type body content at edited_at revoked_at matched_by matched_value state template fallback',
      ),
      ...each(
        'personal',
        'accepted_at sent_at delivered_at read_at failed_at error is_played is_unread is_silence',
      ),
    },
  },
  // They go with their message.
  possible_arrivals: about('plain', 'workspace_id message_id'),
  // Theirs go with their message.
  message_reactions: about('plain', 'workspace_id message_id direction at', each('quote', 'emoji')),
  touches: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: {
      ...each('plain', 'workspace_id id contact_id rule_id link_id message_id supersedes_id created_at'),
      ...each('plain', 'kind origin_id at'),
      evidence: 'personal',
    },
  },
  lead_queue: {
    contact: ['contact_id'],
    erase: 'delete',
    columns: each('plain', 'workspace_id contact_id reason since'),
  },
  webhook_items: {
    contact: ['contact_id'],
    erase: 'empty',
    columns: {
      ...each(
        'plain',
        'workspace_id id post_id place kind phone_number_id account_id received_at outcome reason attempts next_try_at processed_at contact_id message_id',
      ),
      // Meta's id of a message has the person's number in it.
      ...each('copy', 'payload waits_for wamid'),
    },
  },
  webhook_posts: about('plain', 'id received_at split_at attempts problem', each('quote', 'body')),
  whatsapp_numbers: about(
    'plain',
    'workspace_id id name phone_number_id account_id display_phone token state stop_code stopped_at quality verified_name proven_at subscribed_at ' +
      'subscribe_error last_webhook_at tested_at last_error_at last_error templates_synced_at templates_wanted_at version created_at updated_at disconnected_at',
  ),
  whatsapp_templates: about(
    'plain',
    'workspace_id account_id name language status category parameter_format components quality synced_at',
  ),
  whatsapp_settings: about('plain', 'workspace_id opt_out_words keep_events_days version updated_at'),
  auto_leads: about(
    'plain',
    'workspace_id is_on status_id origin_id assignment person_id member_ids open_limit last_owner_id working_hours reopening reopen_status_id ' +
      'reactivates version updated_at',
  ),
  origin_rules: about(
    'plain',
    'workspace_id id position kind condition origin_id is_on version created_at updated_at',
  ),
  tracked_links: about(
    'plain',
    'workspace_id id name code origin_id number_id greeting version created_by created_at archived_at',
  ),
  reapplications: about(
    'plain',
    'workspace_id id state change_id next_id last_id touch_total contact_total attempts created_by created_at finished_at',
  ),
};
