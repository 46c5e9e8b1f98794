CREATE INDEX "automation_inbox_retry" ON "automation_inbox" USING btree ("due_at","id") WHERE attempts > 0;
