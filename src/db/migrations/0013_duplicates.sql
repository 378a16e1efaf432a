CREATE TABLE "core"."duplicate_candidate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"first_person_id" uuid,
	"second_person_id" uuid,
	"first_household_id" uuid NOT NULL,
	"second_household_id" uuid NOT NULL,
	"reasons" text[] NOT NULL,
	"score" smallint NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"verdict" text,
	"decided_by" text,
	"decided_on" date,
	"moved" text,
	CONSTRAINT "duplicate_candidate_pair" CHECK (case "core"."duplicate_candidate"."kind"
    when 'PERSON' then "core"."duplicate_candidate"."first_person_id" is not null and "core"."duplicate_candidate"."second_person_id" is not null and "core"."duplicate_candidate"."first_person_id" < "core"."duplicate_candidate"."second_person_id"
    else num_nonnulls("core"."duplicate_candidate"."first_person_id", "core"."duplicate_candidate"."second_person_id") = 0 and "core"."duplicate_candidate"."first_household_id" < "core"."duplicate_candidate"."second_household_id" end),
	CONSTRAINT "duplicate_candidate_decided" CHECK (("core"."duplicate_candidate"."status" = 'OPEN') = ("core"."duplicate_candidate"."decided_on" is null) and ("core"."duplicate_candidate"."decided_on" is null) = ("core"."duplicate_candidate"."decided_by" is null)),
	CONSTRAINT "duplicate_candidate_moved" CHECK (("core"."duplicate_candidate"."status" = 'SAME') = ("core"."duplicate_candidate"."moved" is not null))
);
--> statement-breakpoint
ALTER TABLE "core"."residence" DROP CONSTRAINT "residence_period";
--> statement-breakpoint
ALTER TABLE "core"."household" ADD COLUMN "merged_into_id" uuid;
--> statement-breakpoint
ALTER TABLE "core"."person" ADD COLUMN "merged_into_id" uuid;
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ADD COLUMN "sealed_person_id" uuid;
--> statement-breakpoint
ALTER TABLE "core"."person_identity" ADD COLUMN "sealed_household_id" uuid;
--> statement-breakpoint
CREATE INDEX "duplicate_candidate_county_code_id_index" ON "core"."duplicate_candidate" USING btree ("county_code","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_candidate_persons" ON "core"."duplicate_candidate" USING btree ("first_person_id","second_person_id") WHERE "core"."duplicate_candidate"."kind" = 'PERSON';
--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_candidate_households" ON "core"."duplicate_candidate" USING btree ("first_household_id","second_household_id") WHERE "core"."duplicate_candidate"."kind" = 'HOUSEHOLD';
--> statement-breakpoint
CREATE INDEX "person_name_and_birth" ON "core"."person" USING btree ("born_on","name") WHERE "core"."person"."current";
--> statement-breakpoint
CREATE INDEX "person_identity_person_id_index" ON "core"."person_identity" USING btree ("person_id");
--> statement-breakpoint
ALTER TABLE "core"."residence" ADD CONSTRAINT "residence_period" CHECK ("core"."residence"."to_on" is null or "core"."residence"."to_on" >= "core"."residence"."from_on");
