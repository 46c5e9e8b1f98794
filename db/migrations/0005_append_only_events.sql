DROP INDEX "contact_events_at";--> statement-breakpoint
DROP INDEX "contact_events_change";--> statement-breakpoint
CREATE INDEX "contact_events_listed" ON "contact_events" USING btree ("workspace_id","at","id") WHERE change_id is null or kind in ('contact.merged', 'contact.split', 'contact.identity_moved', 'contact.erased');--> statement-breakpoint
CREATE INDEX "contact_events_listed_kind" ON "contact_events" USING btree ("workspace_id","kind","at","id") WHERE change_id is null or kind in ('contact.merged', 'contact.split', 'contact.identity_moved', 'contact.erased');--> statement-breakpoint
CREATE INDEX "contact_events_listed_actor" ON "contact_events" USING btree ("workspace_id","actor_kind","actor_id","at","id") WHERE change_id is null or kind in ('contact.merged', 'contact.split', 'contact.identity_moved', 'contact.erased');--> statement-breakpoint
CREATE INDEX "contact_events_change" ON "contact_events" USING btree ("workspace_id","change_id","id") WHERE change_id is not null;--> statement-breakpoint
-- History only grows. Whoever asks, an event is never deleted, and never changed but in one way: where a person is forgotten,
-- facts are taken out of it (none put in), and who did what to which record at what time stays as it was.
CREATE FUNCTION keep_events() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF current_setting('chat_bot.forgetting', true) = 'yes'
      AND to_jsonb(new) - 'before' - 'after' = to_jsonb(old) - 'before' - 'after'
      AND coalesce(old.before, '{}') @> coalesce(new.before, '{}')
      AND coalesce(old.after, '{}') @> coalesce(new.after, '{}')
    THEN
      RETURN new;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contact_events_kept BEFORE UPDATE OR DELETE ON contact_events
  FOR EACH ROW EXECUTE FUNCTION keep_events();
--> statement-breakpoint
CREATE TRIGGER contact_events_kept_whole BEFORE TRUNCATE ON contact_events
  FOR EACH STATEMENT EXECUTE FUNCTION keep_events();
--> statement-breakpoint
CREATE TRIGGER workspace_events_kept BEFORE UPDATE OR DELETE ON workspace_events
  FOR EACH ROW EXECUTE FUNCTION keep_events();
--> statement-breakpoint
CREATE TRIGGER workspace_events_kept_whole BEFORE TRUNCATE ON workspace_events
  FOR EACH STATEMENT EXECUTE FUNCTION keep_events();
--> statement-breakpoint
-- Those of `facts` that bear one of the names `kept`.
CREATE FUNCTION only_facts(facts jsonb, kept text[]) RETURNS jsonb
  LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN facts IS NULL THEN NULL ELSE (
    SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(facts) WHERE key = ANY (kept)
  ) END
$$;
--> statement-breakpoint
-- Both run with the rights of the tables' owner, so that the product's own role needs none to change events.
CREATE FUNCTION forget_contact_facts(workspace bigint, contacts bigint[], kept text[]) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET chat_bot.forgetting = 'yes' AS $$
DECLARE
  changed bigint;
BEGIN
  UPDATE contact_events
  SET before = only_facts(before, kept), after = only_facts(after, kept)
  WHERE workspace_id = workspace AND contact_id = ANY (contacts)
    AND (before IS DISTINCT FROM only_facts(before, kept) OR after IS DISTINCT FROM only_facts(after, kept));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION forget_workspace_facts(workspace bigint, events bigint[], dropped text[]) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET chat_bot.forgetting = 'yes' AS $$
DECLARE
  changed bigint;
BEGIN
  UPDATE workspace_events SET before = before - dropped, after = after - dropped
  WHERE workspace_id = workspace AND id = ANY (events);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END;
$$;
