ALTER TABLE "touches" ALTER COLUMN "evidence" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_items" ALTER COLUMN "payload" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_items" ADD COLUMN "waits_for" text;--> statement-breakpoint
CREATE INDEX "webhook_items_rare" ON "webhook_items" USING btree ("workspace_id","kind","received_at","id") WHERE kind not in ('message', 'status');--> statement-breakpoint
CREATE INDEX "webhook_items_repeated" ON "webhook_items" USING btree ("workspace_id","received_at","id") WHERE outcome = 'duplicate';--> statement-breakpoint
CREATE INDEX "webhook_items_waiting" ON "webhook_items" USING btree ("workspace_id","waits_for") WHERE outcome = 'waiting';