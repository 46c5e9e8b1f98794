DROP INDEX "tasks_owner";--> statement-breakpoint
ALTER TABLE "outgoing_calls" ADD COLUMN "host" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_secret" text;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "person_id" bigint;--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("workspace_id","person_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("workspace_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("workspace_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_person_done" ON "tasks" USING btree ("workspace_id","person_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_owner" ON "tasks" USING btree ("workspace_id","owner_id") WHERE done_at is null;--> statement-breakpoint
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
