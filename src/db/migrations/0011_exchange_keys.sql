CREATE TABLE "core"."comparison_hit" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"run_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"verdict" text,
	"decided_on" date,
	CONSTRAINT "comparison_hit_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "comparison_hit_household_id_run_id_row_number_person_id_unique" UNIQUE("household_id","run_id","row_number","person_id"),
	CONSTRAINT "comparison_hit_decided" CHECK (("core"."comparison_hit"."status" = 'OPEN') = ("core"."comparison_hit"."decided_on" is null))
);
--> statement-breakpoint
CREATE TABLE "core"."external_id" (
	"system" text NOT NULL,
	"record_type" text NOT NULL,
	"key" text NOT NULL,
	"record_id" uuid NOT NULL,
	"household_id" uuid,
	"county_code" text NOT NULL,
	"area_code" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "external_id_system_record_type_key_pk" PRIMARY KEY("system","record_type","key")
);
--> statement-breakpoint
CREATE TABLE "core"."comparison_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"list" text NOT NULL,
	"as_of" date NOT NULL,
	"title" text NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"finished_on" date,
	"matched" integer DEFAULT 0 NOT NULL,
	"candidates" integer DEFAULT 0 NOT NULL,
	"unmatched" integer DEFAULT 0 NOT NULL,
	"invalid" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "comparison_run_county_code_list_as_of_title_unique" UNIQUE("county_code","list","as_of","title")
);
--> statement-breakpoint
CREATE TABLE "core"."comparison_row" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"row_number" integer NOT NULL,
	"outcome" text NOT NULL,
	"sealed" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "comparison_row_run_id_row_number_unique" UNIQUE("run_id","row_number"),
	CONSTRAINT "comparison_row_sealed" CHECK ("core"."comparison_row"."sealed" is null or "core"."comparison_row"."outcome" = 'UNMATCHED')
);
--> statement-breakpoint
CREATE TABLE "core"."external_system" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"department_code" text NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "external_system_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "core"."comparison_hit" ADD CONSTRAINT "comparison_hit_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."comparison_hit" ADD CONSTRAINT "comparison_hit_household_id_person_id_person_household_id_id_fk" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."comparison_row" ADD CONSTRAINT "comparison_row_run_id_comparison_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "core"."comparison_run"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."external_system" ADD CONSTRAINT "external_system_department_code_department_code_fk" FOREIGN KEY ("department_code") REFERENCES "core"."department"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "comparison_hit_county_code_id_index" ON "core"."comparison_hit" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "comparison_hit_area_code_id_index" ON "core"."comparison_hit" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "comparison_hit_id_index" ON "core"."comparison_hit" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "comparison_hit_run_id_index" ON "core"."comparison_hit" USING btree ("run_id");
--> statement-breakpoint
CREATE INDEX "external_id_record_id_index" ON "core"."external_id" USING btree ("record_id");
--> statement-breakpoint
CREATE INDEX "external_id_household_id_index" ON "core"."external_id" USING btree ("household_id");
--> statement-breakpoint
CREATE INDEX "comparison_run_county_code_id_index" ON "core"."comparison_run" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "comparison_row_created_at_index" ON "core"."comparison_row" USING btree ("created_at");
--> statement-breakpoint
CREATE INDEX "external_system_department_code_index" ON "core"."external_system" USING btree ("department_code");
