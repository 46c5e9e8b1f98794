DROP INDEX "groups_name";--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_name" ON "groups" USING btree ("workspace_id","name_key") WHERE deleted_at is null;