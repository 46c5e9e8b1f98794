CREATE TABLE "status_stays" (
	"workspace_id" bigint NOT NULL,
	"contact_id" bigint NOT NULL,
	"event_id" bigint NOT NULL,
	"status_id" bigint NOT NULL,
	"from_status_id" bigint,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"is_first" boolean NOT NULL,
	"moved_by" bigint,
	"arrived_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "status_stays_workspace_id_contact_id_event_id_pk" PRIMARY KEY("workspace_id","contact_id","event_id")
);
--> statement-breakpoint
CREATE INDEX "status_stays_arrived" ON "status_stays" USING btree ("workspace_id","arrived_at","contact_id","status_id","since") WHERE is_first;--> statement-breakpoint
CREATE INDEX "status_stays_status" ON "status_stays" USING btree ("workspace_id","status_id","since","contact_id","until");--> statement-breakpoint
CREATE INDEX "status_stays_since" ON "status_stays" USING btree ("workspace_id","since","status_id","from_status_id","moved_by","contact_id");--> statement-breakpoint
CREATE INDEX "status_stays_until" ON "status_stays" USING btree ("workspace_id","status_id","until","since","contact_id") WHERE until is not null;--> statement-breakpoint
-- Keeps stays in the event's own transaction. Of two transactions on one contact the one that began first may be noted last: no stay ends before it began.
-- Its plan is made once, perhaps for a table that is empty yet, and kept: whatever comes, stays are looked up by their contact.
CREATE FUNCTION keep_stays() RETURNS trigger
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
  )
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
  WHERE status_id IS NOT NULL;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contact_events_stays AFTER INSERT ON contact_events
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_stays();
--> statement-breakpoint
-- Two that turned out to be one arrived when the first of them did; given back, each has its own time again.
CREATE FUNCTION follow_arrival() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  UPDATE status_stays SET arrived_at = new.created_at
  WHERE workspace_id = new.workspace_id AND contact_id = new.id;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contacts_arrival AFTER UPDATE OF created_at ON contacts
  FOR EACH ROW WHEN (new.created_at IS DISTINCT FROM old.created_at) EXECUTE FUNCTION follow_arrival();
--> statement-breakpoint
-- What has happened so far.
INSERT INTO status_stays (
  workspace_id, contact_id, event_id, status_id, from_status_id, since, until, is_first, moved_by, arrived_at)
SELECT workspace_id, contact_id, id, status_id, from_status_id, at, next_at, time_there = 1, moved_by, began_at
FROM (
  SELECT *, lead(at) OVER story AS next_at, first_value(at) OVER story AS began_at
  FROM (
    SELECT e.workspace_id, e.contact_id, e.id, e.status_id,
      CASE WHEN e.kind = 'contact.status_changed' THEN (e.before ->> 'statusId')::bigint END AS from_status_id,
      CASE WHEN e.actor_kind = 'member' THEN e.actor_id END AS moved_by,
      max(e.at) OVER (PARTITION BY e.workspace_id, e.contact_id ORDER BY e.id) AS at,
      row_number() OVER (PARTITION BY e.workspace_id, e.contact_id, e.status_id ORDER BY e.id) AS time_there
    FROM (
      SELECT *, CASE WHEN kind IN ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.split')
          THEN (after ->> 'statusId')::bigint END AS status_id
      FROM contact_events
      WHERE kind IN ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.deleted', 'contact.erased')
        OR kind = 'contact.merged' AND after ? 'intoId' OR kind = 'contact.split' AND after ? 'statusId'
    ) e
  ) told
  WINDOW story AS (PARTITION BY workspace_id, contact_id ORDER BY id)
) t
WHERE status_id IS NOT NULL;
--> statement-breakpoint
UPDATE status_stays s SET arrived_at = c.created_at FROM contacts c
WHERE c.workspace_id = s.workspace_id AND c.id = s.contact_id AND c.created_at <> s.arrived_at;
