CREATE TABLE "watched_segments" (
	"workspace_id" bigint NOT NULL,
	"segment_id" bigint NOT NULL,
	"seen" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watched_segments_workspace_id_segment_id_pk" PRIMARY KEY("workspace_id","segment_id")
);
--> statement-breakpoint
DROP INDEX "automation_runs_state";--> statement-breakpoint
DROP INDEX "automation_inbox_bulk";--> statement-breakpoint
DROP INDEX "automation_inbox_import";--> statement-breakpoint
DROP INDEX "automation_misses_newest";--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD COLUMN "automations_cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "automations_cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "watched_segments" ADD CONSTRAINT "watched_segments_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automation_runs_newest" ON "automation_runs" USING btree ("workspace_id","automation_id","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_inbox_cause" ON "automation_inbox" USING btree ("workspace_id","cause_run_id") WHERE cause_run_id is not null;--> statement-breakpoint
CREATE INDEX "automation_runs_state" ON "automation_runs" USING btree ("workspace_id","automation_id","state","started_at","id");--> statement-breakpoint
CREATE INDEX "automation_inbox_bulk" ON "automation_inbox" USING btree ("workspace_id","bulk_id","due_at") WHERE bulk_id is not null;--> statement-breakpoint
CREATE INDEX "automation_inbox_import" ON "automation_inbox" USING btree ("workspace_id","import_id","due_at") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "automation_misses_newest" ON "automation_misses" USING btree ("workspace_id","automation_id","at","source");