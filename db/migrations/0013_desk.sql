ALTER TABLE "outgoing_calls" ADD COLUMN "host" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_secret" text;--> statement-breakpoint
ALTER TABLE "automation_settings" ADD COLUMN "earlier_until" timestamp (3) with time zone;