ALTER TABLE "core"."import_run" ADD COLUMN "only_county" text;
--> statement-breakpoint
ALTER TABLE "core"."import_quarantine" ADD COLUMN "group_id" uuid;
--> statement-breakpoint
UPDATE "core"."import_quarantine" AS "q" SET "group_id" = CASE WHEN "r"."record_type" = 'Household' THEN "q"."run_id" ELSE "q"."id" END FROM "core"."import_run" AS "r" WHERE "r"."id" = "q"."run_id";
--> statement-breakpoint
ALTER TABLE "core"."import_quarantine" ALTER COLUMN "group_id" SET NOT NULL;
--> statement-breakpoint
CREATE INDEX "import_quarantine_group_id_index" ON "core"."import_quarantine" USING btree ("group_id");
