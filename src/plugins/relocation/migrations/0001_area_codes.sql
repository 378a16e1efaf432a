ALTER TABLE "relocation"."relocation_case" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."relocation_case" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_consent" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."relocation_consent" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_consent" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_policy_decision" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."relocation_policy_decision" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_policy_decision" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."programme_assignment" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."programme_assignment" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."programme_assignment" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."subsidy_payment" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."subsidy_payment" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."subsidy_payment" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."relocated_household_loan" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."relocated_household_loan" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."relocated_household_loan" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."household_tax_relief" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."household_tax_relief" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."household_tax_relief" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."property_right" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."property_right" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."property_right" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_service" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."settlement_service" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_service" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_follow_up" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."relocation_follow_up" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_follow_up" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_income" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."follow_up_income" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_income" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."house_renovation" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."house_renovation" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."house_renovation" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."renovation_instalment" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."renovation_instalment" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."renovation_instalment" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "relocation"."rental_tenancy" ADD COLUMN "area_code" text;
--> statement-breakpoint
UPDATE "relocation"."rental_tenancy" t SET "area_code" = h."village_code" FROM "core"."household" h WHERE h."household_id" = t."household_id";
--> statement-breakpoint
ALTER TABLE "relocation"."rental_tenancy" ALTER COLUMN "area_code" SET NOT NULL;
--> statement-breakpoint
CREATE INDEX "relocation_case_area_code_id_index" ON "relocation"."relocation_case" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_consent_area_code_id_index" ON "relocation"."relocation_consent" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_policy_decision_area_code_id_index" ON "relocation"."relocation_policy_decision" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "programme_assignment_area_code_id_index" ON "relocation"."programme_assignment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "subsidy_payment_area_code_id_index" ON "relocation"."subsidy_payment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "relocated_household_loan_area_code_id_index" ON "relocation"."relocated_household_loan" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "household_tax_relief_area_code_id_index" ON "relocation"."household_tax_relief" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "property_right_area_code_id_index" ON "relocation"."property_right" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "settlement_service_area_code_id_index" ON "relocation"."settlement_service" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_follow_up_area_code_id_index" ON "relocation"."relocation_follow_up" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "follow_up_income_area_code_id_index" ON "relocation"."follow_up_income" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "house_renovation_area_code_id_index" ON "relocation"."house_renovation" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "renovation_instalment_area_code_id_index" ON "relocation"."renovation_instalment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "rental_tenancy_area_code_id_index" ON "relocation"."rental_tenancy" USING btree ("area_code","id");
