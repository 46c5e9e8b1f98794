DROP INDEX "tasks_owner";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "person_id" bigint;--> statement-breakpoint
CREATE INDEX "automation_runs_started" ON "automation_runs" USING btree ("workspace_id","automation_id","started_at");--> statement-breakpoint
CREATE INDEX "automation_runs_failed" ON "automation_runs" USING btree ("workspace_id","automation_id","started_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("workspace_id","person_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("workspace_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("workspace_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_person_done" ON "tasks" USING btree ("workspace_id","person_id","done_at","id") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_owner" ON "tasks" USING btree ("workspace_id","owner_id") WHERE done_at is null;