CREATE TABLE "duplicate_scans" (
	"workspace_id" bigint PRIMARY KEY NOT NULL,
	"seen_event_id" bigint NOT NULL,
	"pass_block" integer,
	"pass_event_id" bigint,
	"pass_began_at" timestamp (3) with time zone,
	"passed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "duplicate_scans" ADD CONSTRAINT "duplicate_scans_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duplicate_pairs_reason" ON "duplicate_pairs" USING btree ("workspace_id","reason","score","low_id","high_id") WHERE dismissed_at is null;