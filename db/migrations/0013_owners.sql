ALTER TABLE "whatsapp_numbers" ADD COLUMN "proven_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD COLUMN "subscribed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD COLUMN "subscribe_error" jsonb;--> statement-breakpoint
ALTER TABLE "whatsapp_numbers" ADD COLUMN "templates_wanted_at" timestamp (3) with time zone;--> statement-breakpoint
-- What Meta described to a token was what showed that a number is somebody's.
UPDATE "whatsapp_numbers" SET "proven_at" = coalesce("tested_at", "created_at") WHERE "verified_name" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_numbers_own" ON "whatsapp_numbers" USING btree ("workspace_id","phone_number_id") WHERE disconnected_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "whatsapp_numbers_proven" ON "whatsapp_numbers" USING btree ("phone_number_id") WHERE disconnected_at is null and proven_at is not null;--> statement-breakpoint
DROP INDEX "whatsapp_numbers_connected";
