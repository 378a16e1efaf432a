CREATE SCHEMA "health";
--> statement-breakpoint
CREATE TABLE "health"."health_record" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"illness_class" text,
	"disability_kind" text,
	"disability_grade" text,
	"disability_certificate" text,
	"treatment_need" text,
	"treatment_note" text,
	"opened_on" date,
	"updated_on" date,
	"status" text DEFAULT 'MISSING' NOT NULL,
	CONSTRAINT "health_record_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "health_record_key" UNIQUE("household_id","person_id"),
	CONSTRAINT "health_record_disability" CHECK (("health"."health_record"."disability_kind" is null) = ("health"."health_record"."disability_grade" is null))
);
--> statement-breakpoint
CREATE TABLE "health"."diagnosed_disease" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"health_record_id" uuid NOT NULL,
	"disease_class" text NOT NULL,
	"icd_code" text NOT NULL,
	"name" text NOT NULL,
	"diagnosed_on" date NOT NULL,
	"controlled_on" date,
	"cured_on" date,
	"status" text DEFAULT 'PRESENT' NOT NULL,
	CONSTRAINT "diagnosed_disease_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "diagnosed_disease_key" UNIQUE("household_id","person_id","icd_code","diagnosed_on")
);
--> statement-breakpoint
ALTER TABLE "health"."health_record" ADD CONSTRAINT "health_record_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."health_record" ADD CONSTRAINT "health_record_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."diagnosed_disease" ADD CONSTRAINT "diagnosed_disease_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."diagnosed_disease" ADD CONSTRAINT "diagnosed_disease_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."diagnosed_disease" ADD CONSTRAINT "diagnosed_disease_record" FOREIGN KEY ("household_id","health_record_id") REFERENCES "health"."health_record"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "health_record_county_code_id_index" ON "health"."health_record" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "health_record_id_index" ON "health"."health_record" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "health_record_person_id_index" ON "health"."health_record" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_county_code_id_index" ON "health"."diagnosed_disease" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_id_index" ON "health"."diagnosed_disease" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_person_id_index" ON "health"."diagnosed_disease" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_health_record_id_index" ON "health"."diagnosed_disease" USING btree ("health_record_id");
