DROP INDEX "automation_runs_state";--> statement-breakpoint
DROP INDEX "automation_misses_newest";--> statement-breakpoint
CREATE INDEX "automation_runs_newest" ON "automation_runs" USING btree ("workspace_id","automation_id","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_runs_state" ON "automation_runs" USING btree ("workspace_id","automation_id","state","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_misses_newest" ON "automation_misses" USING btree ("workspace_id","automation_id","at","source");