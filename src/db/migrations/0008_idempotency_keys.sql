CREATE TABLE "core"."idempotency_key" (
	"actor" text NOT NULL,
	"key_print" text NOT NULL,
	"body_print" text NOT NULL,
	"answer" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_actor_key_print_pk" PRIMARY KEY("actor","key_print")
);
--> statement-breakpoint
CREATE INDEX "idempotency_key_expires_at_index" ON "core"."idempotency_key" USING btree ("expires_at");
