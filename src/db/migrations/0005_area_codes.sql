CREATE TABLE "core"."department_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to_department_code" text NOT NULL,
	"domain" text NOT NULL,
	"table_name" text,
	"field_class" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"basis" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "department_grant_period" CHECK ("core"."department_grant"."to_on" >= "core"."department_grant"."from_on")
);
--> statement-breakpoint
ALTER TABLE "core"."person" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."person" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."person" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."membership" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."membership" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."membership" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."residence" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."residence" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."residence" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_status_change" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_status_change" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_status_change" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_event" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_event" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_event" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_income" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_income" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_income" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."assurance_check" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."assurance_check" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."assurance_check" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_need" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_need" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_need" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_plan" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_plan" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_plan" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."helper_assignment" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."helper_assignment" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."helper_assignment" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."household_registry" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."household_registry" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."household_registry" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."person_identity" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."disbursement" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "core"."disbursement" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "core"."department_grant" ADD CONSTRAINT "department_grant_to_department_code_department_code_fk" FOREIGN KEY ("to_department_code") REFERENCES "core"."department"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "department_grant_to_department_code_index" ON "core"."department_grant" USING btree ("to_department_code");
--> statement-breakpoint
CREATE INDEX "person_area_code_id_index" ON "core"."person" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "membership_area_code_id_index" ON "core"."membership" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "residence_area_code_id_index" ON "core"."residence" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_status_change_area_code_id_index" ON "core"."household_status_change" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_event_area_code_id_index" ON "core"."household_event" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_income_area_code_id_index" ON "core"."household_income" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "assurance_check_area_code_id_index" ON "core"."assurance_check" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_need_area_code_id_index" ON "core"."household_need" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_plan_area_code_id_index" ON "core"."household_plan" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "helper_assignment_area_code_id_index" ON "core"."helper_assignment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "disbursement_area_code_index" ON "core"."disbursement" USING btree ("area_code");
--> statement-breakpoint
ALTER TABLE "core"."household" ADD CONSTRAINT "household_household_id_county_code_village_code_unique" UNIQUE("household_id","county_code","village_code");
