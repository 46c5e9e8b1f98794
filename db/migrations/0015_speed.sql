DROP INDEX "touches_link";--> statement-breakpoint
DROP INDEX "conversations_newest";--> statement-breakpoint
DROP INDEX "conversations_waiting";--> statement-breakpoint
DROP INDEX "conversations_unread";--> statement-breakpoint
DROP INDEX "messages_outbox";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
-- Whose a conversation is, beside its own times: an inbox of one owner is then the beginning of an index.
CREATE FUNCTION own_conversation() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_id := 0;
  IF NEW.contact_id IS NOT NULL THEN
    -- Locked: a change of owner that is on its way is waited for, and one that comes later finds this row.
    SELECT coalesce(c.owner_id, 0) INTO NEW.owner_id FROM contacts c
    WHERE c.workspace_id = NEW.workspace_id AND c.id = NEW.contact_id FOR NO KEY UPDATE;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION own_conversations_of_one() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversations SET owner_id = coalesce(NEW.owner_id, 0)
  WHERE workspace_id = NEW.workspace_id AND contact_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The plan is kept for both one row and a hundred thousand: it must look each one up.
CREATE FUNCTION own_conversations_of_restored() RETURNS trigger
  LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE conversations t SET owner_id = coalesce(a.owner_id, 0) FROM after_rows a
  WHERE t.workspace_id = a.workspace_id AND t.contact_id = a.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION own_conversations_of_deleted() RETURNS trigger
  LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  UPDATE conversations t SET owner_id = NULL FROM before_rows b
  WHERE t.workspace_id = b.workspace_id AND t.contact_id = b.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER conversations_owned BEFORE INSERT OR UPDATE OF contact_id ON conversations
  FOR EACH ROW EXECUTE FUNCTION own_conversation();
--> statement-breakpoint
CREATE TRIGGER contacts_own_conversations_update AFTER UPDATE OF owner_id ON contacts
  FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION own_conversations_of_one();
--> statement-breakpoint
CREATE TRIGGER contacts_own_conversations_insert AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION own_conversations_of_restored();
--> statement-breakpoint
CREATE TRIGGER contacts_own_conversations_delete AFTER DELETE ON contacts
  REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION own_conversations_of_deleted();
--> statement-breakpoint
UPDATE conversations SET owner_id = 0 WHERE contact_id IS NULL;
--> statement-breakpoint
UPDATE conversations t SET owner_id = coalesce(c.owner_id, 0) FROM contacts c
  WHERE c.workspace_id = t.workspace_id AND c.id = t.contact_id;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "number_id" bigint;--> statement-breakpoint
-- A trigger, so that what an older process of ours writes during an upgrade goes out as well.
CREATE FUNCTION number_queued_message() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  SELECT c.number_id INTO NEW.number_id FROM conversations c
  WHERE c.workspace_id = NEW.workspace_id AND c.id = NEW.conversation_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER messages_numbered BEFORE INSERT OR UPDATE OF state ON messages
  FOR EACH ROW WHEN (NEW.state = 'queued' AND NEW.number_id IS NULL) EXECUTE FUNCTION number_queued_message();
--> statement-breakpoint
UPDATE messages m SET number_id = c.number_id FROM conversations c
  WHERE m.state IN ('queued', 'sending') AND c.workspace_id = m.workspace_id AND c.id = m.conversation_id;
--> statement-breakpoint
CREATE INDEX "conversations_owner" ON "conversations" USING btree ("workspace_id","owner_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_owner_waiting" ON "conversations" USING btree ("workspace_id","owner_id","waiting_since","id") WHERE waiting_since is not null;--> statement-breakpoint
CREATE INDEX "conversations_owner_unread" ON "conversations" USING btree ("workspace_id","owner_id","last_message_at","id") WHERE unread > 0;--> statement-breakpoint
CREATE INDEX "conversations_unknown_waiting" ON "conversations" USING btree ("workspace_id","waiting_since","id") WHERE waiting_since is not null and contact_id is null;--> statement-breakpoint
CREATE INDEX "conversations_unknown_unread" ON "conversations" USING btree ("workspace_id","last_message_at","id") WHERE unread > 0 and contact_id is null;--> statement-breakpoint
CREATE INDEX "touches_link" ON "touches" USING btree ("workspace_id","link_id","contact_id","id") WHERE link_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "conversations" USING btree ("workspace_id","last_message_at","id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_waiting" ON "conversations" USING btree ("workspace_id","waiting_since","id") WHERE waiting_since is not null and owner_id is not null;--> statement-breakpoint
CREATE INDEX "conversations_unread" ON "conversations" USING btree ("workspace_id","last_message_at","id") WHERE unread > 0 and owner_id is not null;--> statement-breakpoint
CREATE INDEX "messages_outbox" ON "messages" USING btree ("number_id","next_try_at","id") WHERE state = 'queued';