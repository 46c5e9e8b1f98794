-- One arrival or one move: ends the stay before, begins the next, and marks what reports and the past have to count anew.
CREATE FUNCTION keep_stay(
  workspace bigint, contact bigint, event bigint, what text, status bigint, from_status bigint, mover bigint, happened timestamptz) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  arrival timestamptz := happened;
  was_there boolean := false;
BEGIN
  IF what = 'contact.created' THEN
    from_status := NULL;
  ELSE
    SELECT (array_agg(s.arrived_at ORDER BY s.event_id))[1], bool_or(s.status_id = status), greatest(happened, max(s.since) FILTER (WHERE s.until IS NULL))
    INTO arrival, was_there, happened
    FROM status_stays s WHERE s.workspace_id = workspace AND s.contact_id = contact;
    UPDATE status_stays s SET until = happened WHERE s.workspace_id = workspace AND s.contact_id = contact AND s.until IS NULL;
  END IF;
  INSERT INTO status_stays (workspace_id, contact_id, event_id, status_id, from_status_id, since, is_first, moved_by, arrived_at)
  VALUES (workspace, contact, event, status, from_status, happened, was_there IS NOT TRUE, mover, coalesce(arrival, happened));
  INSERT INTO report_stale (workspace_id, about, quarter) VALUES (workspace, 'moves', quarter_of(happened));
  IF was_there IS NOT TRUE THEN
    INSERT INTO report_stale (workspace_id, about, quarter) VALUES (workspace, 'arrivals', quarter_of(coalesce(arrival, happened)));
  END IF;
  IF happened < clock_timestamp() - interval '1 hour' THEN
    INSERT INTO status_day_marks (workspace_id, since) VALUES (workspace, happened);
  END IF;
END;
$$;
--> statement-breakpoint
-- As before, but one move or one arrival, which is what people wait for, goes the short way: a search for what is open, one for what was, and the rows.
CREATE OR REPLACE FUNCTION keep_stays() RETURNS trigger
  LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  events int;
  what text;
BEGIN
  SELECT count(*), min(kind) INTO events, what FROM (SELECT kind FROM fresh LIMIT 2) AS told;
  IF events = 1 AND what NOT IN ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.deleted', 'contact.erased',
      'contact.merged', 'contact.split') THEN
    RETURN NULL;
  ELSIF events = 1 AND what IN ('contact.created', 'contact.status_changed') THEN
    PERFORM keep_stay(workspace_id, contact_id, id, kind, (after ->> 'statusId')::bigint, (before ->> 'statusId')::bigint,
      CASE WHEN actor_kind = 'member' THEN actor_id END, at) FROM fresh WHERE after ->> 'statusId' IS NOT NULL;
    IF FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
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
  ), late AS (
    INSERT INTO status_day_marks (workspace_id, since)
    SELECT workspace_id, min(since) FROM came WHERE since < clock_timestamp() - interval '1 hour' GROUP BY workspace_id
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
-- Marked where stays are noted, since nobody else adds any: a trigger of its own cost each move more than the mark.
DROP TRIGGER status_stays_late ON status_stays;
--> statement-breakpoint
DROP FUNCTION mark_late_stays();
--> statement-breakpoint
-- Contacts that reports count otherwise from now on: on the day they arrived and, unless only their origin is another, on each on which they moved.
CREATE FUNCTION mark_contacts_stale(workspaces bigint[], ids bigint[], arrivals timestamptz[], moved boolean[]) RETURNS void
  LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  INSERT INTO report_stale (workspace_id, about, quarter)
  SELECT DISTINCT workspace_id, about, quarter_of(at) FROM (
    SELECT c.workspace_id, 'arrivals' AS about, c.arrived_at AS at
    FROM unnest(workspaces, arrivals) AS c (workspace_id, arrived_at)
    UNION ALL
    SELECT c.workspace_id, 'moves', moment.at
    FROM unnest(workspaces, ids, moved) AS c (workspace_id, id, moved)
    JOIN status_stays s ON s.workspace_id = c.workspace_id AND s.contact_id = c.id
    CROSS JOIN LATERAL (VALUES (s.since), (s.until)) AS moment (at)
    WHERE c.moved AND moment.at IS NOT NULL
  ) AS marks;
END;
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_reports() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(created_at), array_agg(true))
    FROM after_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(created_at), array_agg(true))
    FROM before_rows HAVING count(*) > 0;
  ELSE
    PERFORM mark_contacts_stale(array_agg(workspace_id), array_agg(id), array_agg(arrived_at), array_agg(moved))
    FROM (
      SELECT workspace_id, id, min(created_at) AS earlier, max(created_at) AS later,
        min(owner_id) <> max(owner_id) OR bool_or(is_active) <> bool_and(is_active) AS moved
      FROM (
        SELECT workspace_id, id, created_at, origin_id, coalesce(owner_id, 0) AS owner_id, is_active FROM after_rows
        UNION ALL
        SELECT workspace_id, id, created_at, origin_id, coalesce(owner_id, 0), is_active FROM before_rows
      ) AS versions
      GROUP BY workspace_id, id
      HAVING min(created_at) <> max(created_at) OR min(origin_id) <> max(origin_id) OR min(owner_id) <> max(owner_id)
        OR bool_or(is_active) <> bool_and(is_active)
    ) AS changed
    CROSS JOIN LATERAL (VALUES (earlier), (later)) AS arrival (arrived_at)
    HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
DROP FUNCTION mark_contacts_stale(bigint[], bigint[], timestamptz[]);
--> statement-breakpoint
-- As before, in one expression, which becomes part of the query that calls it.
CREATE OR REPLACE FUNCTION span_step(seconds bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN seconds < 0 THEN 0 ELSE seconds - seconds % ('{1,10,60,300,1800,7200,43200,86400}'::bigint[])[
    1 + width_bucket(seconds, '{600,3600,43200,259200,1209600,5184000,31536000}'::bigint[])] END
$$;
