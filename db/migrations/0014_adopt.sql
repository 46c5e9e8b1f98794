CREATE TABLE "possible_arrivals" (
	"workspace_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	CONSTRAINT "possible_arrivals_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_unread" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "is_silence" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "possible_arrivals" ADD CONSTRAINT "possible_arrivals_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_unread" ON "messages" USING btree ("workspace_id","conversation_id") WHERE is_unread;--> statement-breakpoint
CREATE INDEX "messages_silence" ON "messages" USING btree ("workspace_id","conversation_id","at") WHERE is_silence;--> statement-breakpoint
UPDATE "messages" m SET "is_unread" = true
FROM (
	SELECT i."workspace_id", i."id", row_number() OVER (PARTITION BY i."workspace_id", i."conversation_id" ORDER BY i."at" DESC, i."id" DESC) AS place, c."unread"
	FROM "conversations" c JOIN "messages" i ON i."workspace_id" = c."workspace_id" AND i."conversation_id" = c."id" AND i."direction" = 'in'
	WHERE c."unread" > 0
) newest
WHERE m."workspace_id" = newest."workspace_id" AND m."id" = newest."id" AND newest.place <= newest."unread";--> statement-breakpoint
UPDATE "messages" m SET "is_silence" = true
WHERE m."direction" = 'in' AND length(m."body") <= 200 AND trim(regexp_replace(lower(f_unaccent(m."body")), '[^a-z0-9]+', ' ', 'g')) IN (
	SELECT trim(regexp_replace(lower(f_unaccent(word)), '[^a-z0-9]+', ' ', 'g'))
	FROM (SELECT 1) one LEFT JOIN "whatsapp_settings" s ON s."workspace_id" = m."workspace_id"
	CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(s."opt_out_words", '["SAIR", "PARAR", "PARE", "STOP", "CANCELAR", "CANCELAR INSCRIÇÃO", "REMOVER", "DESCADASTRAR", "DESINSCREVER", "BAJA", "DARSE DE BAJA", "UNSUBSCRIBE"]'::jsonb)) AS word
);--> statement-breakpoint
UPDATE "messages" SET "is_silence" = true
WHERE "direction" = 'out' AND ("state" = 'failed' AND "error" ->> 'code' = '131050' OR "state" = 'cancelled' AND "error" ->> 'reason' = 'opted_out');--> statement-breakpoint
UPDATE "conversations" c
SET "last_inbound_at" = told.last_in, "last_outbound_at" = told.last_out, "last_message_at" = coalesce(told.last_at, c."last_message_at"), "unread" = told.unread,
	"waiting_since" = (
		SELECT min(m."at") FROM "messages" m
		WHERE m."workspace_id" = c."workspace_id" AND m."conversation_id" = c."id" AND m."direction" = 'in'
			AND (told.last_out IS NULL OR m."at" >= date_trunc('second', told.last_out) AND m."received_at" > told.last_out)
			AND (told.silent_at IS NULL OR m."at" > told.silent_at)
	)
FROM (
	SELECT "workspace_id", "conversation_id",
		max("at") FILTER (WHERE "direction" = 'in') AS last_in,
		max("at") FILTER (WHERE "direction" = 'out' AND "state" NOT IN ('cancelled', 'failed')) AS last_out,
		max("at") AS last_at, max("at") FILTER (WHERE "is_silence") AS silent_at,
		count(*) FILTER (WHERE "is_unread") AS unread
	FROM "messages" GROUP BY 1, 2
) told
WHERE c."workspace_id" = told."workspace_id" AND c."id" = told."conversation_id";
