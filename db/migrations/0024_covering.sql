DROP INDEX "contacts_origin";--> statement-breakpoint
DROP INDEX "contacts_owner";--> statement-breakpoint
CREATE INDEX "contacts_origin" ON "contacts" USING btree ("workspace_id","origin_id","created_at","id","is_active","owner_id");--> statement-breakpoint
CREATE INDEX "contacts_owner" ON "contacts" USING btree ("workspace_id","owner_id","created_at","id","is_active");