CREATE TABLE "core"."unmask_use" (
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "unmask_use_account_id_day_pk" PRIMARY KEY("account_id","day")
);
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ADD COLUMN "key_id" text;
--> statement-breakpoint
UPDATE "core"."person_identity" SET "key_id" = coalesce((SELECT "fingerprint" FROM "core"."reference_load" WHERE "name" = 'master key'), 'unknown');
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ALTER COLUMN "key_id" SET NOT NULL;
