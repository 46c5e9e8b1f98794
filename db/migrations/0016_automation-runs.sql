CREATE TABLE "automation_turns" (
	"workspace_id" bigint NOT NULL,
	"automation_id" bigint NOT NULL,
	"step_key" text NOT NULL,
	"last_owner_id" bigint,
	CONSTRAINT "automation_turns_workspace_id_automation_id_step_key_pk" PRIMARY KEY("workspace_id","automation_id","step_key")
);
--> statement-breakpoint
CREATE TABLE "watched_segments" (
	"workspace_id" bigint NOT NULL,
	"segment_id" bigint NOT NULL,
	"seen" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watched_segments_workspace_id_segment_id_pk" PRIMARY KEY("workspace_id","segment_id")
);
--> statement-breakpoint
DROP INDEX "automation_runs_open";--> statement-breakpoint
DROP INDEX "automation_runs_state";--> statement-breakpoint
DROP INDEX "automation_inbox_bulk";--> statement-breakpoint
DROP INDEX "automation_inbox_import";--> statement-breakpoint
DROP INDEX "automation_misses_newest";--> statement-breakpoint
DROP INDEX "tasks_owner";--> statement-breakpoint
ALTER TABLE "outgoing_calls" ADD COLUMN "host" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_secret" text;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD COLUMN "automations_cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "automations_cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "person_id" bigint;--> statement-breakpoint
ALTER TABLE "automation_turns" ADD CONSTRAINT "automation_turns_workspace_id_automation_id_automations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","automation_id") REFERENCES "public"."automations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_segments" ADD CONSTRAINT "watched_segments_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automation_runs_newest" ON "automation_runs" USING btree ("workspace_id","automation_id","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_inbox_retry" ON "automation_inbox" USING btree ("due_at","id") WHERE attempts > 0;--> statement-breakpoint
CREATE INDEX "automation_inbox_cause" ON "automation_inbox" USING btree ("workspace_id","cause_run_id") WHERE cause_run_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("workspace_id","person_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("workspace_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("workspace_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_person_done" ON "tasks" USING btree ("workspace_id","person_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "automation_runs_open" ON "automation_runs" USING btree ("workspace_id","automation_id","wake_at","id") WHERE state in ('running', 'waiting');--> statement-breakpoint
CREATE INDEX "automation_runs_state" ON "automation_runs" USING btree ("workspace_id","automation_id","state","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_inbox_bulk" ON "automation_inbox" USING btree ("workspace_id","bulk_id","due_at") WHERE bulk_id is not null;--> statement-breakpoint
CREATE INDEX "automation_inbox_import" ON "automation_inbox" USING btree ("workspace_id","import_id","due_at") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "automation_misses_newest" ON "automation_misses" USING btree ("workspace_id","automation_id","at","source");--> statement-breakpoint
CREATE INDEX "tasks_owner" ON "tasks" USING btree ("workspace_id","owner_id") WHERE done_at is null;
--> statement-breakpoint
-- Whose list a task stands in: whoever it was given to, or else the owner of its contact. The contact is locked against another owner meanwhile;
-- a task of a contact that is gone keeps whom it had.
CREATE FUNCTION find_task_person() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  found_owner bigint;
BEGIN
  IF new.owner_id IS NOT NULL THEN
    new.person_id := new.owner_id;
    RETURN new;
  END IF;
  SELECT owner_id INTO found_owner FROM contacts
  WHERE workspace_id = new.workspace_id AND id = new.contact_id FOR SHARE;
  IF FOUND THEN
    new.person_id := found_owner;
  END IF;
  RETURN new;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER tasks_person BEFORE INSERT OR UPDATE OF owner_id, contact_id ON tasks
  FOR EACH ROW EXECUTE FUNCTION find_task_person();
--> statement-breakpoint
CREATE FUNCTION pass_tasks_on() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tasks SET person_id = new.owner_id
  WHERE workspace_id = new.workspace_id AND contact_id = new.id AND owner_id IS NULL;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contacts_tasks AFTER UPDATE ON contacts
  FOR EACH ROW WHEN (old.owner_id IS DISTINCT FROM new.owner_id) EXECUTE FUNCTION pass_tasks_on();
--> statement-breakpoint
-- What became of a message is told to the matcher only where some run waits for it: most are accepted, then sent, delivered and read.
CREATE OR REPLACE FUNCTION queue_outcome() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM automation_runs r
    WHERE r.workspace_id = new.workspace_id AND r.waits_for = 'message' AND r.waits_id = new.id)
  THEN
    INSERT INTO automation_inbox (workspace_id, what, source, contact_id, message_id)
    VALUES (new.workspace_id, 'message', 'message:' || new.id || ':' || new.state, coalesce(new.contact_id, 0), new.id);
    PERFORM pg_notify('chat_bot_work', 'match-events');
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
-- As before, and: an act on many that was asked to set automations off puts its events in one after another, a tenth of a second apart; whatever sets
-- nothing off is told of where segments are watched, so that it is not taken for news later.
CREATE OR REPLACE FUNCTION queue_for_automations() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  of_bulk bigint := nullif(current_setting('chat_bot.bulk', true), '')::bigint;
  of_import bigint := nullif(current_setting('chat_bot.import', true), '')::bigint;
  is_asked boolean := of_bulk IS NOT NULL OR of_import IS NOT NULL;
  is_quiet boolean := coalesce(current_setting('chat_bot.quiet', true), '') = 'on';
  last_due timestamptz;
  queued bigint := 0;
  answered bigint;
  hushed bigint := 0;
BEGIN
  IF of_bulk IS NOT NULL THEN
    SELECT max(i.due_at) INTO last_due FROM automation_inbox i
    WHERE i.workspace_id = (SELECT workspace_id FROM fresh LIMIT 1) AND i.bulk_id = of_bulk;
  ELSIF of_import IS NOT NULL THEN
    SELECT max(i.due_at) INTO last_due FROM automation_inbox i
    WHERE i.workspace_id = (SELECT workspace_id FROM fresh LIMIT 1) AND i.import_id = of_import;
  END IF;
  IF NOT is_quiet THEN
    INSERT INTO automation_inbox (workspace_id, what, source, contact_id, event_id, cause_run_id, bulk_id, import_id, at, due_at)
    SELECT n.workspace_id, 'event', 'event:' || n.id, n.contact_id, n.id, n.run_id, of_bulk, of_import, n.at,
      CASE WHEN is_asked
        THEN greatest(now(), last_due) + interval '100 milliseconds' * row_number() OVER (ORDER BY n.id)
        ELSE now() END
    FROM fresh n
    WHERE (is_asked OR n.change_id IS NULL AND n.actor_kind <> 'import')
      AND EXISTS (SELECT FROM automation_listeners l WHERE l.workspace_id = n.workspace_id AND l.event_kind = n.kind)
    ORDER BY n.id;
    GET DIAGNOSTICS queued = ROW_COUNT;
  END IF;
  INSERT INTO automation_inbox (workspace_id, what, source, contact_id, event_id, at)
  SELECT n.workspace_id, 'answer', 'answer:' || n.id, n.contact_id, n.id, n.at
  FROM fresh n
  WHERE n.kind = 'contact.message_received'
    AND EXISTS (
      SELECT FROM automation_runs r
      WHERE r.workspace_id = n.workspace_id AND r.contact_id = n.contact_id AND r.waits_for = 'answer')
  ORDER BY n.id;
  GET DIAGNOSTICS answered = ROW_COUNT;
  IF EXISTS (SELECT FROM watched_segments s WHERE s.workspace_id IN (SELECT DISTINCT workspace_id FROM fresh)) THEN
    INSERT INTO automation_inbox (workspace_id, what, source, contact_id, facts)
    SELECT silent.workspace_id, 'watch', 'watch', 0, jsonb_build_object('ids', jsonb_agg(silent.contact_id))
    FROM (
      SELECT workspace_id, contact_id, row_number() OVER (ORDER BY contact_id) / 2000 AS part
      FROM (
        SELECT DISTINCT n.workspace_id, n.contact_id FROM fresh n
        WHERE is_quiet
          OR NOT is_asked AND (n.change_id IS NOT NULL OR n.actor_kind = 'import')
          OR n.kind IN ('contact.deleted', 'contact.restored', 'contact.merged', 'contact.split', 'contact.erased')
      ) AS changed
    ) AS silent
    GROUP BY silent.workspace_id, silent.part;
    GET DIAGNOSTICS hushed = ROW_COUNT;
  END IF;
  IF queued + answered + hushed > 0 THEN
    PERFORM pg_notify('chat_bot_work', 'match-events');
  END IF;
  RETURN NULL;
END;
$$;
