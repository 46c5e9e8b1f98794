-- Exact counts per (status, origin, owner, type, active), kept by statement-level triggers. Rows are always touched
-- in key order, so two statements can wait for each other but never deadlock.
CREATE FUNCTION tally_contacts_apply(delta contact_tallies[]) RETURNS void
  LANGUAGE sql AS $$
  INSERT INTO contact_tallies AS t (workspace_id, status_id, origin_id, owner_id, type, is_active, total)
  SELECT d.workspace_id, d.status_id, d.origin_id, d.owner_id, d.type, d.is_active, sum(d.total)
  FROM unnest(delta) AS d
  GROUP BY 1, 2, 3, 4, 5, 6
  HAVING sum(d.total) <> 0
  ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (workspace_id, status_id, origin_id, owner_id, type, is_active)
  DO UPDATE SET total = t.total + excluded.total;
$$;
--> statement-breakpoint
CREATE FUNCTION tally_contacts() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM tally_contacts_apply(array_agg(d)) FROM (
      SELECT ROW(workspace_id, status_id, origin_id, coalesce(owner_id, 0), type, is_active, count(*))::contact_tallies AS d
      FROM after_rows GROUP BY workspace_id, status_id, origin_id, coalesce(owner_id, 0), type, is_active) AS s
    HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM tally_contacts_apply(array_agg(d)) FROM (
      SELECT ROW(workspace_id, status_id, origin_id, coalesce(owner_id, 0), type, is_active, -count(*))::contact_tallies AS d
      FROM before_rows GROUP BY workspace_id, status_id, origin_id, coalesce(owner_id, 0), type, is_active) AS s
    HAVING count(*) > 0;
  ELSE
    PERFORM tally_contacts_apply(array_agg(d)) FROM (
      SELECT ROW(workspace_id, status_id, origin_id, owner_id, type, is_active, sum(n))::contact_tallies AS d
      FROM (
        SELECT workspace_id, status_id, origin_id, coalesce(owner_id, 0) AS owner_id, type, is_active, 1 AS n FROM after_rows
        UNION ALL
        SELECT workspace_id, status_id, origin_id, coalesce(owner_id, 0), type, is_active, -1 FROM before_rows
      ) AS changes
      GROUP BY workspace_id, status_id, origin_id, owner_id, type, is_active
      HAVING sum(n) <> 0) AS s
    HAVING count(*) > 0;
  END IF;
  RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER contacts_tally_insert AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_contacts();
--> statement-breakpoint
CREATE TRIGGER contacts_tally_delete AFTER DELETE ON contacts
  REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_contacts();
--> statement-breakpoint
CREATE TRIGGER contacts_tally_update AFTER UPDATE ON contacts
  REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_contacts();
--> statement-breakpoint
-- The planner must know how common a piece of a name is to choose between the trigram index and the sort order.
ALTER TABLE contacts ALTER COLUMN search SET STATISTICS 1000;
