ALTER TABLE "bulk_changes" ADD COLUMN "request_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_changes" ADD COLUMN "undone_by" bigint;--> statement-breakpoint
ALTER TABLE "bulk_targets" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_changes_request" ON "bulk_changes" USING btree ("workspace_id","created_by","request_id");--> statement-breakpoint
CREATE INDEX "consents_purpose" ON "consents" USING btree ("workspace_id","purpose","contact_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "contacts_notes" ON "contacts" USING gin ("workspace_id",lower(f_unaccent(notes)) gin_trgm_ops) WHERE notes <> '';--> statement-breakpoint
CREATE INDEX "field_values_contains" ON "field_values" USING gin ("workspace_id","field_id",lower(f_unaccent(text)) gin_trgm_ops) WHERE text is not null;--> statement-breakpoint
ALTER TABLE "bulk_changes" DROP COLUMN "is_cancel_asked";--> statement-breakpoint
ALTER TABLE "bulk_targets" DROP COLUMN "contact_version";--> statement-breakpoint
ALTER TABLE "bulk_targets" DROP COLUMN "before";