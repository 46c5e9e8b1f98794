CREATE TABLE "report_days" (
	"workspace_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"time_zone" text NOT NULL,
	"part" json NOT NULL,
	CONSTRAINT "report_days_workspace_id_kind_day_pk" PRIMARY KEY("workspace_id","kind","day")
);
--> statement-breakpoint
CREATE TABLE "report_stale" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_stale_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" bigint NOT NULL,
	"about" text NOT NULL,
	"quarter" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "contacts_status_since";--> statement-breakpoint
CREATE INDEX "report_stale_quarter" ON "report_stale" USING btree ("workspace_id","about","quarter");--> statement-breakpoint
CREATE INDEX "contacts_status_since" ON "contacts" USING btree ("workspace_id","status_id","status_since","id","is_active","owner_id","origin_id");
--> statement-breakpoint
-- No day of any time zone begins within a quarter of an hour.
CREATE FUNCTION quarter_of(at timestamptz) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT date_bin('15 minutes', at, '2000-01-01 00:00:00+00') $$;
--> statement-breakpoint
-- Lengths of time as reports tell them, in steps of about one in a hundred that keep whole minutes, hours and days (domain/reports/steps.ts).
CREATE FUNCTION span_step(seconds bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT s - s % ('{1,10,60,300,1800,7200,43200,86400}'::bigint[])[1 + width_bucket(s, '{600,3600,43200,259200,1209600,5184000,31536000}'::bigint[])]
  FROM (SELECT CASE WHEN seconds < 0 THEN 0 ELSE seconds END AS s) AS clamped
$$;
--> statement-breakpoint
-- As before, and marks the days of which reports are no longer right.
CREATE OR REPLACE FUNCTION keep_stays() RETURNS trigger
  LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  -- What each says about where its contact stands: a status, or (null) that it is there no more. Nothing else tells.
  WITH n AS (
    SELECT *, CASE WHEN kind IN ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.split')
        THEN (after ->> 'statusId')::bigint END AS status_id
    FROM fresh
    WHERE kind IN ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.deleted', 'contact.erased')
      OR kind = 'contact.merged' AND after ? 'intoId' OR kind = 'contact.split' AND after ? 'statusId'
  ), told AS (
    SELECT n.workspace_id, n.contact_id, n.id, n.kind, n.status_id,
      CASE WHEN n.kind = 'contact.status_changed' THEN (n.before ->> 'statusId')::bigint END AS from_status_id,
      CASE WHEN n.actor_kind = 'member' THEN n.actor_id END AS moved_by,
      greatest(o.since, max(n.at) OVER story) AS at,
      row_number() OVER story AS place,
      row_number() OVER (PARTITION BY n.workspace_id, n.contact_id, n.status_id ORDER BY n.id) AS time_there
    FROM n LEFT JOIN status_stays o ON n.kind <> 'contact.created'
      AND o.workspace_id = n.workspace_id AND o.contact_id = n.contact_id AND o.until IS NULL
    WINDOW story AS (PARTITION BY n.workspace_id, n.contact_id ORDER BY n.id)
  ), ended AS (
    UPDATE status_stays o SET until = told.at FROM told
    WHERE told.place = 1 AND told.kind <> 'contact.created'
      AND o.workspace_id = told.workspace_id AND o.contact_id = told.contact_id AND o.until IS NULL
    RETURNING o.workspace_id, o.until
  ), came AS (
    INSERT INTO status_stays (
      workspace_id, contact_id, event_id, status_id, from_status_id, since, until, is_first, moved_by, arrived_at)
    SELECT workspace_id, contact_id, id, status_id, from_status_id, at, next_at,
      time_there = 1 AND (kind = 'contact.created' OR (
        SELECT coalesce(bool_and(b.status_id <> t.status_id), true) FROM (
          SELECT status_id FROM status_stays b
          WHERE b.workspace_id = t.workspace_id AND b.contact_id = t.contact_id OFFSET 0) b)),
      moved_by,
      CASE WHEN kind = 'contact.created' THEN at ELSE coalesce(
        (SELECT b.arrived_at FROM status_stays b
          WHERE b.workspace_id = t.workspace_id AND b.contact_id = t.contact_id ORDER BY b.event_id LIMIT 1), began_at) END
    FROM (
      SELECT *, lead(at) OVER story AS next_at, first_value(at) OVER story AS began_at FROM told
      WINDOW story AS (PARTITION BY workspace_id, contact_id ORDER BY id)
    ) t
    WHERE status_id IS NOT NULL
    RETURNING workspace_id, since, until, is_first, arrived_at
  )
  INSERT INTO report_stale (workspace_id, about, quarter)
  SELECT DISTINCT workspace_id, about, quarter_of(at) FROM (
    SELECT workspace_id, 'moves' AS about, until AS at FROM ended
    UNION ALL SELECT workspace_id, 'moves', since FROM came
    UNION ALL SELECT workspace_id, 'moves', until FROM came WHERE until IS NOT NULL
    UNION ALL SELECT workspace_id, 'arrivals', arrived_at FROM came WHERE is_first
  ) AS marks;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
-- Contacts that reports count otherwise from now on: on the day they arrived, and on each on which they moved.
CREATE FUNCTION mark_contacts_stale(workspaces bigint[], ids bigint[], arrivals timestamptz[]) RETURNS void
  LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  INSERT INTO report_stale (workspace_id, about, quarter)
  SELECT DISTINCT workspace_id, about, quarter_of(at) FROM (
    SELECT c.workspace_id, 'arrivals' AS about, c.arrived_at AS at
    FROM unnest(workspaces, ids, arrivals) AS c (workspace_id, id, arrived_at)
    UNION ALL
    SELECT c.workspace_id, 'moves', moment.at
    FROM unnest(workspaces, ids, arrivals) AS c (workspace_id, id, arrived_at)
    JOIN status_stays s ON s.workspace_id = c.workspace_id AND s.contact_id = c.id
    CROSS JOIN LATERAL (VALUES (s.since), (s.until)) AS moment (at)
    WHERE moment.at IS NOT NULL
  ) AS marks;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION mark_reports() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(created_at))
    FROM after_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(created_at))
    FROM before_rows HAVING count(*) > 0;
  ELSE
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(created_at))
    FROM (
      SELECT workspace_id, id, created_at
      FROM (
        SELECT workspace_id, id, created_at, origin_id, coalesce(owner_id, 0) AS owner_id, is_active, 1 AS n FROM after_rows
        UNION ALL
        SELECT workspace_id, id, created_at, origin_id, coalesce(owner_id, 0), is_active, -1 FROM before_rows
      ) AS changes
      GROUP BY workspace_id, id, created_at, origin_id, owner_id, is_active
      HAVING sum(n) <> 0
    ) AS changed
    HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contacts_reports_insert AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_reports();
--> statement-breakpoint
CREATE TRIGGER contacts_reports_delete AFTER DELETE ON contacts
  REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_reports();
--> statement-breakpoint
CREATE TRIGGER contacts_reports_update AFTER UPDATE ON contacts
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_reports();
--> statement-breakpoint
CREATE FUNCTION mark_arrival_stale(workspace bigint, contact bigint) RETURNS void
  LANGUAGE sql AS $$
  INSERT INTO report_stale (workspace_id, about, quarter)
  SELECT workspace_id, 'arrivals', quarter_of(created_at) FROM contacts WHERE workspace_id = workspace AND id = contact
$$;
--> statement-breakpoint
-- Whether a message may change how long its contact waited for the first answer: none before it already settles that.
CREATE FUNCTION mark_answer() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  asked timestamptz;
BEGIN
  SELECT at INTO asked FROM messages m
  WHERE m.workspace_id = new.workspace_id AND m.contact_id = new.contact_id AND m.direction = 'in' AND m.id <> new.id
  ORDER BY at LIMIT 1;
  IF new.direction = 'in' AND asked < new.at OR new.direction = 'out' AND (asked IS NULL OR asked > new.at OR EXISTS (
    SELECT FROM messages m
    WHERE m.workspace_id = new.workspace_id AND m.contact_id = new.contact_id AND m.direction = 'out' AND m.id <> new.id
      AND m.state NOT IN ('failed', 'cancelled') AND m.at >= asked AND m.at < new.at)) THEN
    RETURN NULL;
  END IF;
  PERFORM mark_arrival_stale(new.workspace_id, new.contact_id);
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER messages_answer AFTER INSERT ON messages
  FOR EACH ROW WHEN (new.contact_id IS NOT NULL) EXECUTE FUNCTION mark_answer();
--> statement-breakpoint
CREATE FUNCTION mark_row() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM mark_arrival_stale(old.workspace_id, old.contact_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM mark_arrival_stale(new.workspace_id, new.contact_id); END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER messages_answer_changed AFTER UPDATE OF state, contact_id, at ON messages
  FOR EACH ROW WHEN (old.contact_id IS DISTINCT FROM new.contact_id OR old.at <> new.at
    OR (old.state IN ('failed', 'cancelled')) <> (new.state IN ('failed', 'cancelled'))) EXECUTE FUNCTION mark_row();
--> statement-breakpoint
CREATE TRIGGER messages_answer_gone AFTER DELETE ON messages
  FOR EACH ROW WHEN (old.contact_id IS NOT NULL) EXECUTE FUNCTION mark_row();
--> statement-breakpoint
CREATE TRIGGER touches_reports AFTER INSERT OR UPDATE OR DELETE ON touches
  FOR EACH ROW EXECUTE FUNCTION mark_row();
--> statement-breakpoint
-- What changes the meaning of every day.
CREATE FUNCTION mark_all_stale() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_stale (workspace_id, about, quarter) VALUES (new.workspace_id, 'all', 'epoch');
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER statuses_reports AFTER UPDATE OF kind, is_default, retired_at ON statuses
  FOR EACH ROW WHEN (old.kind <> new.kind OR old.is_default <> new.is_default OR old.retired_at IS DISTINCT FROM new.retired_at)
  EXECUTE FUNCTION mark_all_stale();
--> statement-breakpoint
CREATE TRIGGER origins_reports AFTER UPDATE OF merged_into_id ON origins
  FOR EACH ROW WHEN (old.merged_into_id IS DISTINCT FROM new.merged_into_id) EXECUTE FUNCTION mark_all_stale();
--> statement-breakpoint
CREATE TRIGGER links_reports AFTER UPDATE OF name, code ON tracked_links
  FOR EACH ROW WHEN (old.name <> new.name OR old.code <> new.code) EXECUTE FUNCTION mark_all_stale();
