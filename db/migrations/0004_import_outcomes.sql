CREATE TABLE "import_batches" (
	"workspace_id" bigint NOT NULL,
	"import_id" bigint NOT NULL,
	"batch_index" integer NOT NULL,
	"created" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"rejected" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_batches_workspace_id_import_id_batch_index_pk" PRIMARY KEY("workspace_id","import_id","batch_index")
);
--> statement-breakpoint
CREATE TABLE "import_facts" (
	"workspace_id" bigint NOT NULL,
	"import_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"contact_ref" bigint,
	"first_name" text,
	"last_name" text,
	"type" text,
	"phone" text,
	"phone_variant" text,
	"email" text,
	"company" text,
	"website" text,
	"notes" text,
	"is_active" boolean,
	"status_id" bigint,
	"origin_id" bigint,
	"owner_id" bigint,
	"extra" jsonb,
	CONSTRAINT "import_facts_workspace_id_import_id_number_pk" PRIMARY KEY("workspace_id","import_id","number")
);
--> statement-breakpoint
CREATE TABLE "import_outcomes" (
	"workspace_id" bigint NOT NULL,
	"import_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"outcome" text NOT NULL,
	"column_number" integer,
	"reason" text,
	"same_as" integer,
	"contact_id" bigint,
	"contact_version" integer,
	"change" jsonb,
	"undo" text,
	CONSTRAINT "import_outcomes_workspace_id_import_id_number_pk" PRIMARY KEY("workspace_id","import_id","number")
);
--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_workspace_id_import_id_imports_workspace_id_id_fk";
--> statement-breakpoint
DROP INDEX "import_rows_outcome";--> statement-breakpoint
DROP INDEX "import_rows_contact";--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "upload" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_workspace_id_import_id_imports_workspace_id_id_fk" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."imports"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_outcomes_outcome" ON "import_outcomes" USING btree ("workspace_id","import_id","outcome","number");--> statement-breakpoint
CREATE INDEX "import_outcomes_contact" ON "import_outcomes" USING btree ("workspace_id","contact_id") WHERE contact_id is not null;--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "facts";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "outcome";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "column_number";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "reason";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "contact_id";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "contact_version";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "before";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "undo";