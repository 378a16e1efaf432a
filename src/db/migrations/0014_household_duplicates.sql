ALTER TABLE "core"."household_registry" ADD COLUMN "own_household_id" uuid;
--> statement-breakpoint
CREATE INDEX "household_registry_household_id_index" ON "core"."household_registry" USING btree ("household_id");
