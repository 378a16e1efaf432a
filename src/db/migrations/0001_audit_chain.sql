CREATE TABLE "core"."access_entry" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"department" text,
	"request_id" text NOT NULL,
	"operation" text,
	"kind" text NOT NULL,
	"purpose" text,
	"record_types" text[] NOT NULL,
	"classes" text[] NOT NULL,
	"household_ids" uuid[] NOT NULL,
	"county_code" text,
	"chain" smallint NOT NULL,
	"position" bigint NOT NULL,
	"key_id" text NOT NULL,
	"seal" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."access_household" (
	"household_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"county_code" text,
	CONSTRAINT "access_household_household_id_seq_pk" PRIMARY KEY("household_id","seq")
);
--> statement-breakpoint
CREATE TABLE "core"."audit_head" (
	"journal" text NOT NULL,
	"chain" smallint NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_journal_chain_pk" PRIMARY KEY("journal","chain")
);
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ADD COLUMN "chain" smallint DEFAULT -1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ADD COLUMN "position" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ADD COLUMN "key_id" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ADD COLUMN "seal" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ADD COLUMN "hash" text DEFAULT '' NOT NULL;
--> statement-breakpoint
-- entries older than the chains stand beside them, and audit says so
UPDATE "core"."audit_entry" SET "position" = "seq";
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ALTER COLUMN "chain" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ALTER COLUMN "position" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ALTER COLUMN "key_id" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ALTER COLUMN "seal" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "core"."audit_entry" ALTER COLUMN "hash" DROP DEFAULT;
--> statement-breakpoint
-- every chain begins here; the service moves the ends on and can add none
INSERT INTO "core"."audit_head" ("journal", "chain", "position", "hash") SELECT journal, chain, 0, '' FROM unnest(ARRAY['audit', 'access']) AS journal, generate_series(0, 15) AS chain;
--> statement-breakpoint
CREATE INDEX "access_entry_county_code_seq_index" ON "core"."access_entry" USING btree ("county_code","seq");
--> statement-breakpoint
CREATE UNIQUE INDEX "access_entry_chain_position_index" ON "core"."access_entry" USING btree ("chain","position");
--> statement-breakpoint
CREATE INDEX "access_household_seq_index" ON "core"."access_household" USING btree ("seq");
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_chain_position_index" ON "core"."audit_entry" USING btree ("chain","position");
