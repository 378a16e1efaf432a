CREATE TABLE "core"."webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"url" text NOT NULL,
	"record_types" text[],
	"secret" text NOT NULL,
	"old_secret" text,
	"old_secret_until" timestamp with time zone,
	"xid" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	"rights" text NOT NULL,
	"one_by_one" boolean DEFAULT false NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"failed_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"due_at" timestamp with time zone NOT NULL,
	"lease" text,
	"lease_until" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_old_secret" CHECK (("core"."webhook"."old_secret" is null) = ("core"."webhook"."old_secret_until" is null))
);
--> statement-breakpoint
CREATE TABLE "core"."webhook_dead_letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"xid" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"failure" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"replay_at" timestamp with time zone,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "core"."change_entry_record_id_index";
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ALTER COLUMN "xid" SET DEFAULT greatest(pg_current_xact_id(), pg_snapshot_xmax(pg_current_snapshot()));
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ADD COLUMN "area_code" text;
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ADD COLUMN "prior_county_code" text;
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ADD COLUMN "prior_area_code" text;
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ADD COLUMN "domain" text;
--> statement-breakpoint
ALTER TABLE "core"."change_entry" ADD COLUMN "fields" text[];
--> statement-breakpoint
ALTER TABLE "core"."webhook" ADD CONSTRAINT "webhook_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "core"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."webhook_dead_letter" ADD CONSTRAINT "webhook_dead_letter_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "core"."webhook"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "webhook_account_id_index" ON "core"."webhook" USING btree ("account_id");
--> statement-breakpoint
CREATE INDEX "webhook_actor_index" ON "core"."webhook" USING btree ("actor");
--> statement-breakpoint
CREATE INDEX "webhook_due" ON "core"."webhook" USING btree ("due_at") WHERE "core"."webhook"."ended_at" is null and "core"."webhook"."paused_at" is null;
--> statement-breakpoint
CREATE INDEX "webhook_dead_letter_webhook_id_record_id_xid_seq_index" ON "core"."webhook_dead_letter" USING btree ("webhook_id","record_id","xid","seq");
--> statement-breakpoint
CREATE INDEX "webhook_dead_letter_actor_index" ON "core"."webhook_dead_letter" USING btree ("actor");
--> statement-breakpoint
CREATE INDEX "change_entry_county_code_xid_seq_index" ON "core"."change_entry" USING btree ("county_code","xid","seq");
--> statement-breakpoint
CREATE INDEX "change_entry_prior" ON "core"."change_entry" USING btree ("prior_county_code","xid","seq") WHERE "core"."change_entry"."prior_county_code" is not null;
