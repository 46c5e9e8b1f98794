CREATE TABLE "automation_turns" (
	"workspace_id" bigint NOT NULL,
	"automation_id" bigint NOT NULL,
	"step_key" text NOT NULL,
	"last_owner_id" bigint,
	CONSTRAINT "automation_turns_workspace_id_automation_id_step_key_pk" PRIMARY KEY("workspace_id","automation_id","step_key")
);
--> statement-breakpoint
DROP INDEX "automation_runs_open";--> statement-breakpoint
ALTER TABLE "automation_turns" ADD CONSTRAINT "automation_turns_workspace_id_automation_id_automations_workspace_id_id_fk" FOREIGN KEY ("workspace_id","automation_id") REFERENCES "public"."automations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automation_runs_open" ON "automation_runs" USING btree ("workspace_id","automation_id","wake_at","id") WHERE state in ('running', 'waiting');