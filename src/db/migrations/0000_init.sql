CREATE SCHEMA "core";
--> statement-breakpoint
CREATE TABLE "core"."household" (
	"household_id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"registration_number" text NOT NULL,
	"is_registered_poor" boolean NOT NULL,
	"village_code" text NOT NULL,
	"registered_on" date NOT NULL,
	"ended_on" date,
	"address" text,
	"status" text,
	"main_cause" text,
	"other_causes" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "household_household_id_county_code_unique" UNIQUE("household_id","county_code"),
	CONSTRAINT "household_causes" CHECK (cardinality("core"."household"."other_causes") <= 2 and not ("core"."household"."main_cause" = any("core"."household"."other_causes"))),
	CONSTRAINT "household_registered" CHECK (not "core"."household"."is_registered_poor" or ("core"."household"."status" is not null and "core"."household"."main_cause" is not null))
);
--> statement-breakpoint
CREATE TABLE "core"."person" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"sex" text NOT NULL,
	"born_on" date NOT NULL,
	"died_on" date,
	"id_number_cipher" text,
	"id_number_tail" text,
	"labour_ability" text NOT NULL,
	"health_state" text NOT NULL,
	"education" text NOT NULL,
	CONSTRAINT "person_household_id_id_pk" PRIMARY KEY("household_id","id")
);
--> statement-breakpoint
CREATE TABLE "core"."membership" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"from_reason" text NOT NULL,
	"to_reason" text,
	CONSTRAINT "membership_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "membership_household_id_person_id_from_on_unique" UNIQUE("household_id","person_id","from_on"),
	CONSTRAINT "membership_period" CHECK ("core"."membership"."to_on" is null or "core"."membership"."to_on" >= "core"."membership"."from_on")
);
--> statement-breakpoint
CREATE TABLE "core"."residence" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"township_code" text NOT NULL,
	"place_county_code" text NOT NULL,
	"city_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"reason" text NOT NULL,
	CONSTRAINT "residence_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "residence_household_id_from_on_unique" UNIQUE("household_id","from_on"),
	CONSTRAINT "residence_period" CHECK ("core"."residence"."to_on" is null or "core"."residence"."to_on" > "core"."residence"."from_on")
);
--> statement-breakpoint
CREATE TABLE "core"."household_status_change" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"status" text NOT NULL,
	"decided_on" date NOT NULL,
	"relapse_cause" text,
	"exit_path" text,
	"reason" text,
	CONSTRAINT "household_status_change_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "household_status_change_household_id_decided_on_status_unique" UNIQUE("household_id","decided_on","status")
);
--> statement-breakpoint
CREATE TABLE "core"."household_event" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"happened_on" date NOT NULL,
	"reason" text NOT NULL,
	"person_id" uuid,
	"other_household_id" uuid,
	CONSTRAINT "household_event_household_id_id_pk" PRIMARY KEY("household_id","id")
);
--> statement-breakpoint
CREATE TABLE "core"."household_income" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"wage" numeric(18, 2) DEFAULT '0' NOT NULL,
	"business" numeric(18, 2) DEFAULT '0' NOT NULL,
	"property" numeric(18, 2) DEFAULT '0' NOT NULL,
	"transfer" numeric(18, 2) DEFAULT '0' NOT NULL,
	"business_cost" numeric(18, 2) DEFAULT '0' NOT NULL,
	"persons" integer NOT NULL,
	"net_per_head" numeric(18, 2) GENERATED ALWAYS AS (round((wage + business + property + transfer - business_cost) / persons, 2)) STORED,
	CONSTRAINT "household_income_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "household_income_household_id_year_unique" UNIQUE("household_id","year"),
	CONSTRAINT "household_income_amounts" CHECK ("core"."household_income"."wage" >= 0 and "core"."household_income"."business" >= 0 and "core"."household_income"."property" >= 0 and "core"."household_income"."transfer" >= 0 and "core"."household_income"."business_cost" >= 0 and "core"."household_income"."persons" > 0)
);
--> statement-breakpoint
CREATE TABLE "core"."assurance_check" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"checked_on" date NOT NULL,
	"met" boolean NOT NULL,
	"evidence" text NOT NULL,
	"checked_by" text NOT NULL,
	CONSTRAINT "assurance_check_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "assurance_check_household_id_kind_checked_on_unique" UNIQUE("household_id","kind","checked_on")
);
--> statement-breakpoint
CREATE TABLE "core"."household_need" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"year" smallint NOT NULL,
	"description" text,
	"met_on" date,
	CONSTRAINT "household_need_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "household_need_household_id_year_kind_unique" UNIQUE("household_id","year","kind")
);
--> statement-breakpoint
CREATE TABLE "core"."household_plan" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"exit_path" text NOT NULL,
	"planned_exit_year" smallint,
	"measures" text NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	CONSTRAINT "household_plan_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "household_plan_household_id_year_exit_path_unique" UNIQUE("household_id","year","exit_path")
);
--> statement-breakpoint
CREATE TABLE "core"."helper_assignment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"helper_name" text NOT NULL,
	"helper_unit" text NOT NULL,
	"helper_phone" text,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "helper_assignment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "helper_assignment_household_id_from_on_helper_name_unique" UNIQUE("household_id","from_on","helper_name")
);
--> statement-breakpoint
CREATE TABLE "core"."household_registry" (
	"registration_number" text PRIMARY KEY NOT NULL,
	"household_id" uuid NOT NULL,
	"county_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."person_identity" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"county_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"action_number" integer NOT NULL,
	"place_code" text NOT NULL,
	"year" smallint NOT NULL,
	"budget" numeric(18, 2) NOT NULL,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	"contractor" text,
	CONSTRAINT "project_code_unique" UNIQUE("code"),
	CONSTRAINT "project_budget" CHECK ("core"."project"."budget" >= 0)
);
--> statement-breakpoint
CREATE TABLE "core"."project_stage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"planned_on" date NOT NULL,
	"done_on" date,
	CONSTRAINT "project_stage_project_id_kind_unique" UNIQUE("project_id","kind")
);
--> statement-breakpoint
CREATE TABLE "core"."disbursement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"payment_number" text NOT NULL,
	"allocation_id" uuid NOT NULL,
	"project_id" uuid,
	"beneficiary" text NOT NULL,
	"household_id" uuid,
	"person_id" uuid,
	"village_code" text,
	"contractor" text,
	"amount" numeric(18, 2) NOT NULL,
	"paid_on" date NOT NULL,
	"purpose" text NOT NULL,
	CONSTRAINT "disbursement_payment_number_unique" UNIQUE("payment_number"),
	CONSTRAINT "disbursement_amount" CHECK ("core"."disbursement"."amount" > 0),
	CONSTRAINT "disbursement_beneficiary" CHECK (case "core"."disbursement"."beneficiary"
    when 'HOUSEHOLD' then "core"."disbursement"."household_id" is not null and num_nonnulls("core"."disbursement"."person_id", "core"."disbursement"."village_code", "core"."disbursement"."contractor") = 0
    when 'PERSON' then num_nonnulls("core"."disbursement"."household_id", "core"."disbursement"."person_id") = 2 and num_nonnulls("core"."disbursement"."village_code", "core"."disbursement"."contractor") = 0
    when 'VILLAGE' then "core"."disbursement"."village_code" is not null and num_nonnulls("core"."disbursement"."household_id", "core"."disbursement"."person_id", "core"."disbursement"."contractor") = 0
    when 'CONTRACTOR' then "core"."disbursement"."contractor" is not null and num_nonnulls("core"."disbursement"."household_id", "core"."disbursement"."person_id", "core"."disbursement"."village_code") = 0
    else false end)
);
--> statement-breakpoint
CREATE TABLE "core"."fund_source" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"year" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	CONSTRAINT "fund_source_code_unique" UNIQUE("code"),
	CONSTRAINT "fund_source_amount" CHECK ("core"."fund_source"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "core"."allocation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fund_source_id" uuid NOT NULL,
	"parent_id" uuid,
	"document_number" text NOT NULL,
	"from_place_code" text NOT NULL,
	"to_place_code" text NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"allocated_on" date NOT NULL,
	CONSTRAINT "allocation_document_number_to_place_code_unique" UNIQUE("document_number","to_place_code"),
	CONSTRAINT "allocation_amount" CHECK ("core"."allocation"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "core"."place" (
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"parent_code" text,
	"level" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_pinyin" text,
	"pinyin_key" text,
	"is_statistical" boolean NOT NULL,
	"city_code" text,
	"county_code" text,
	"township_code" text,
	CONSTRAINT "place_code_valid_from_pk" PRIMARY KEY("code","valid_from"),
	CONSTRAINT "place_validity" CHECK ("core"."place"."valid_to" > "core"."place"."valid_from"),
	CONSTRAINT "place_code" CHECK ("core"."place"."code" ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
	CONSTRAINT "place_parent" CHECK (("core"."place"."parent_code" is null) = ("core"."place"."level" = 'PROVINCE')),
	CONSTRAINT "place_city" CHECK (("core"."place"."city_code" is null) = ("core"."place"."level" = 'PROVINCE')),
	CONSTRAINT "place_county" CHECK (("core"."place"."county_code" is null) = ("core"."place"."level" in ('PROVINCE', 'CITY'))),
	CONSTRAINT "place_township" CHECK (("core"."place"."township_code" is null) = ("core"."place"."level" not in ('TOWNSHIP', 'VILLAGE'))),
	CONSTRAINT "place_pinyin" CHECK (("core"."place"."name_pinyin" is null) = ("core"."place"."pinyin_key" is null))
);
--> statement-breakpoint
CREATE TABLE "core"."place_designation" (
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"contiguous_area" text,
	"exit_year" smallint,
	"exit_decided_on" date,
	"exit_basis" text,
	"source_status" text NOT NULL,
	"exit_source_status" text NOT NULL,
	CONSTRAINT "place_designation_code_kind_valid_from_pk" PRIMARY KEY("code","kind","valid_from"),
	CONSTRAINT "place_designation_validity" CHECK ("core"."place_designation"."valid_to" > "core"."place_designation"."valid_from"),
	CONSTRAINT "place_designation_area" CHECK (("core"."place_designation"."contiguous_area" is null) = ("core"."place_designation"."kind" <> 'CONTIGUOUS_AREA')),
	CONSTRAINT "place_designation_exit" CHECK (("core"."place_designation"."exit_year" is null) = ("core"."place_designation"."exit_basis" is null)),
	CONSTRAINT "place_designation_decided" CHECK ("core"."place_designation"."exit_decided_on" is null or "core"."place_designation"."exit_year" < extract(year from "core"."place_designation"."exit_decided_on"))
);
--> statement-breakpoint
CREATE TABLE "core"."place_event" (
	"old_code" text NOT NULL,
	"new_code" text NOT NULL,
	"effective_from" date NOT NULL,
	"old_name" text NOT NULL,
	"new_name" text NOT NULL,
	"relation" text NOT NULL,
	"part" text NOT NULL,
	"is_whole" boolean NOT NULL,
	"last_vintage_old" date NOT NULL,
	"first_vintage_new" date NOT NULL,
	CONSTRAINT "place_event_old_code_new_code_effective_from_pk" PRIMARY KEY("old_code","new_code","effective_from"),
	CONSTRAINT "place_event_vintages" CHECK ("core"."place_event"."last_vintage_old" < "core"."place_event"."first_vintage_new")
);
--> statement-breakpoint
CREATE TABLE "core"."department" (
	"code" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"zh_full" text NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"role_in_text" text NOT NULL,
	"is_lead" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."programme" (
	"code" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"strategic_role" text NOT NULL,
	CONSTRAINT "programme_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "core"."action" (
	"number" integer PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"programme_code" text NOT NULL,
	"plugin" text NOT NULL,
	"summary_en" text NOT NULL,
	"targets_note" text,
	CONSTRAINT "action_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "core"."action_lead" (
	"action_number" integer NOT NULL,
	"department_code" text NOT NULL,
	"role" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "action_lead_action_number_department_code_valid_from_pk" PRIMARY KEY("action_number","department_code","valid_from"),
	CONSTRAINT "action_lead_validity" CHECK ("core"."action_lead"."valid_to" > "core"."action_lead"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "core"."target" (
	"code" text PRIMARY KEY NOT NULL,
	"action_number" integer,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"value" numeric,
	"unit" text,
	"comparator" text NOT NULL,
	"value_text" text,
	"note" text,
	"due_year" smallint,
	"due_note" text,
	"kind" text,
	"base_count" integer,
	"reference" text,
	"condition" text,
	"frequency" text,
	CONSTRAINT "target_kind" CHECK (("core"."target"."kind" is null) = ("core"."target"."action_number" is null)),
	CONSTRAINT "target_value" CHECK ("core"."target"."value" is not null or "core"."target"."comparator" in ('QUALITATIVE', 'APPROACH', 'REACH_OR_APPROACH', 'ABOVE', 'AT_LEAST'))
);
--> statement-breakpoint
CREATE TABLE "core"."baseline_fact" (
	"code" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"value" numeric,
	"unit" text,
	"comparator" text NOT NULL,
	"value_text" text,
	"note" text,
	"as_of_year" smallint,
	CONSTRAINT "baseline_fact_value" CHECK ("core"."baseline_fact"."value" is not null and "core"."baseline_fact"."unit" is not null)
);
--> statement-breakpoint
CREATE TABLE "core"."measure" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"action_number" integer NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"entity" text NOT NULL,
	"note" text,
	CONSTRAINT "measure_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "core"."exit_plan" (
	"year" smallint NOT NULL,
	"kind" text NOT NULL,
	"value" integer NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "exit_plan_year_kind_pk" PRIMARY KEY("year","kind"),
	CONSTRAINT "exit_plan_value" CHECK ("core"."exit_plan"."value" > 0)
);
--> statement-breakpoint
CREATE TABLE "core"."mechanism" (
	"number" integer PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"summary_en" text NOT NULL,
	CONSTRAINT "mechanism_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "core"."mechanism_lead" (
	"mechanism_number" integer NOT NULL,
	"department_code" text NOT NULL,
	"role" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "mechanism_lead_mechanism_number_department_code_valid_from_pk" PRIMARY KEY("mechanism_number","department_code","valid_from"),
	CONSTRAINT "mechanism_lead_validity" CHECK ("core"."mechanism_lead"."valid_to" > "core"."mechanism_lead"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "core"."mechanism_measure" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"mechanism_number" integer NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"entity" text NOT NULL,
	CONSTRAINT "mechanism_measure_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "core"."governance_group" (
	"code" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"summary_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."governance_item" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"group_code" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"ref" text NOT NULL,
	"who" text NOT NULL,
	"what" text NOT NULL,
	"data_implied" text NOT NULL,
	"note" text,
	CONSTRAINT "governance_item_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "core"."ambiguity" (
	"code" text PRIMARY KEY NOT NULL,
	"en" text NOT NULL,
	"refs" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."code" (
	"list_id" text NOT NULL,
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"sort" integer NOT NULL,
	CONSTRAINT "code_list_id_code_valid_from_pk" PRIMARY KEY("list_id","code","valid_from"),
	CONSTRAINT "code_validity" CHECK ("core"."code"."valid_to" >= "core"."code"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "core"."code_list" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."reference_load" (
	"name" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"department_code" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "account_subject_unique" UNIQUE("subject")
);
--> statement-breakpoint
CREATE TABLE "core"."account_role" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"place_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "account_role_account_id_role_place_code_from_on_unique" UNIQUE("account_id","role","place_code","from_on")
);
--> statement-breakpoint
CREATE TABLE "core"."demo_load" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seed" text NOT NULL,
	"households" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "demo_load_only" CHECK ("core"."demo_load"."only"),
	CONSTRAINT "demo_load_households" CHECK ("core"."demo_load"."households" > 0)
);
--> statement-breakpoint
CREATE TABLE "core"."audit_entry" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"department" text,
	"request_id" text NOT NULL,
	"action" text NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"household_id" uuid,
	"county_code" text,
	"reason" text,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core"."change_entry" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"operation" text NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"household_id" uuid,
	"county_code" text,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "core"."person" ADD CONSTRAINT "person_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."membership" ADD CONSTRAINT "membership_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."membership" ADD CONSTRAINT "membership_household_id_person_id_person_household_id_id_fk" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."residence" ADD CONSTRAINT "residence_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."household_status_change" ADD CONSTRAINT "household_status_change_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."household_event" ADD CONSTRAINT "household_event_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."household_income" ADD CONSTRAINT "household_income_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."assurance_check" ADD CONSTRAINT "assurance_check_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."household_need" ADD CONSTRAINT "household_need_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."household_plan" ADD CONSTRAINT "household_plan_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."helper_assignment" ADD CONSTRAINT "helper_assignment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."project_stage" ADD CONSTRAINT "project_stage_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."disbursement" ADD CONSTRAINT "disbursement_allocation_id_allocation_id_fk" FOREIGN KEY ("allocation_id") REFERENCES "core"."allocation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."disbursement" ADD CONSTRAINT "disbursement_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."allocation" ADD CONSTRAINT "allocation_fund_source_id_fund_source_id_fk" FOREIGN KEY ("fund_source_id") REFERENCES "core"."fund_source"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."allocation" ADD CONSTRAINT "allocation_parent_id_allocation_id_fk" FOREIGN KEY ("parent_id") REFERENCES "core"."allocation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."action" ADD CONSTRAINT "action_programme_code_programme_code_fk" FOREIGN KEY ("programme_code") REFERENCES "core"."programme"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."action_lead" ADD CONSTRAINT "action_lead_action_number_action_number_fk" FOREIGN KEY ("action_number") REFERENCES "core"."action"("number") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."action_lead" ADD CONSTRAINT "action_lead_department_code_department_code_fk" FOREIGN KEY ("department_code") REFERENCES "core"."department"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."target" ADD CONSTRAINT "target_action_number_action_number_fk" FOREIGN KEY ("action_number") REFERENCES "core"."action"("number") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."measure" ADD CONSTRAINT "measure_action_number_action_number_fk" FOREIGN KEY ("action_number") REFERENCES "core"."action"("number") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."mechanism_lead" ADD CONSTRAINT "mechanism_lead_mechanism_number_mechanism_number_fk" FOREIGN KEY ("mechanism_number") REFERENCES "core"."mechanism"("number") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."mechanism_lead" ADD CONSTRAINT "mechanism_lead_department_code_department_code_fk" FOREIGN KEY ("department_code") REFERENCES "core"."department"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."mechanism_measure" ADD CONSTRAINT "mechanism_measure_mechanism_number_mechanism_number_fk" FOREIGN KEY ("mechanism_number") REFERENCES "core"."mechanism"("number") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."governance_item" ADD CONSTRAINT "governance_item_group_code_governance_group_code_fk" FOREIGN KEY ("group_code") REFERENCES "core"."governance_group"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."code" ADD CONSTRAINT "code_list_id_code_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "core"."code_list"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."account" ADD CONSTRAINT "account_department_code_department_code_fk" FOREIGN KEY ("department_code") REFERENCES "core"."department"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD CONSTRAINT "account_role_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "core"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "household_county_code_household_id_index" ON "core"."household" USING btree ("county_code","household_id");
--> statement-breakpoint
CREATE INDEX "household_village_code_household_id_index" ON "core"."household" USING btree ("village_code","household_id");
--> statement-breakpoint
CREATE INDEX "person_county_code_id_index" ON "core"."person" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "person_id_index" ON "core"."person" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "membership_county_code_id_index" ON "core"."membership" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "membership_id_index" ON "core"."membership" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "residence_county_code_id_index" ON "core"."residence" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "residence_id_index" ON "core"."residence" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "residence_place_county_code_household_id_index" ON "core"."residence" USING btree ("place_county_code","household_id");
--> statement-breakpoint
CREATE INDEX "residence_township_code_household_id_index" ON "core"."residence" USING btree ("township_code","household_id");
--> statement-breakpoint
CREATE INDEX "residence_village_code_household_id_index" ON "core"."residence" USING btree ("village_code","household_id");
--> statement-breakpoint
CREATE INDEX "residence_city_code_household_id_index" ON "core"."residence" USING btree ("city_code","household_id");
--> statement-breakpoint
CREATE INDEX "household_status_change_county_code_id_index" ON "core"."household_status_change" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_status_change_id_index" ON "core"."household_status_change" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "household_status_change_county_code_year_status_index" ON "core"."household_status_change" USING btree ("county_code","year","status");
--> statement-breakpoint
CREATE INDEX "household_event_county_code_id_index" ON "core"."household_event" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_event_id_index" ON "core"."household_event" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "household_income_county_code_id_index" ON "core"."household_income" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_income_id_index" ON "core"."household_income" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "assurance_check_county_code_id_index" ON "core"."assurance_check" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "assurance_check_id_index" ON "core"."assurance_check" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "household_need_county_code_id_index" ON "core"."household_need" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_need_id_index" ON "core"."household_need" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "household_plan_county_code_id_index" ON "core"."household_plan" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_plan_id_index" ON "core"."household_plan" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "helper_assignment_county_code_id_index" ON "core"."helper_assignment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "helper_assignment_id_index" ON "core"."helper_assignment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "project_county_code_id_index" ON "core"."project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "project_place_code_index" ON "core"."project" USING btree ("place_code");
--> statement-breakpoint
CREATE INDEX "project_stage_county_code_id_index" ON "core"."project_stage" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "disbursement_allocation_id_index" ON "core"."disbursement" USING btree ("allocation_id");
--> statement-breakpoint
CREATE INDEX "disbursement_project_id_index" ON "core"."disbursement" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "disbursement_household_id_index" ON "core"."disbursement" USING btree ("household_id");
--> statement-breakpoint
CREATE INDEX "disbursement_county_code_id_index" ON "core"."disbursement" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "disbursement_village_code_index" ON "core"."disbursement" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "allocation_fund_source_id_index" ON "core"."allocation" USING btree ("fund_source_id");
--> statement-breakpoint
CREATE INDEX "allocation_parent_id_index" ON "core"."allocation" USING btree ("parent_id");
--> statement-breakpoint
CREATE INDEX "allocation_to_place_code_index" ON "core"."allocation" USING btree ("to_place_code");
--> statement-breakpoint
CREATE INDEX "place_level_valid_from_index" ON "core"."place" USING btree ("level","valid_from");
--> statement-breakpoint
CREATE INDEX "place_parent_code_index" ON "core"."place" USING btree ("parent_code");
--> statement-breakpoint
CREATE INDEX "place_city_code_level_index" ON "core"."place" USING btree ("city_code","level");
--> statement-breakpoint
CREATE INDEX "place_county_code_level_index" ON "core"."place" USING btree ("county_code","level");
--> statement-breakpoint
CREATE INDEX "place_township_code_index" ON "core"."place" USING btree ("township_code");
--> statement-breakpoint
CREATE INDEX "place_designation_kind_valid_from_index" ON "core"."place_designation" USING btree ("kind","valid_from");
--> statement-breakpoint
CREATE INDEX "place_event_new_code_index" ON "core"."place_event" USING btree ("new_code");
--> statement-breakpoint
CREATE INDEX "action_programme_code_index" ON "core"."action" USING btree ("programme_code");
--> statement-breakpoint
CREATE INDEX "action_plugin_index" ON "core"."action" USING btree ("plugin");
--> statement-breakpoint
CREATE INDEX "action_lead_department_code_index" ON "core"."action_lead" USING btree ("department_code");
--> statement-breakpoint
CREATE INDEX "target_action_number_index" ON "core"."target" USING btree ("action_number");
--> statement-breakpoint
CREATE INDEX "measure_action_number_index" ON "core"."measure" USING btree ("action_number");
--> statement-breakpoint
CREATE INDEX "mechanism_lead_department_code_index" ON "core"."mechanism_lead" USING btree ("department_code");
--> statement-breakpoint
CREATE INDEX "mechanism_measure_mechanism_number_index" ON "core"."mechanism_measure" USING btree ("mechanism_number");
--> statement-breakpoint
CREATE INDEX "governance_item_group_code_index" ON "core"."governance_item" USING btree ("group_code");
--> statement-breakpoint
CREATE INDEX "account_department_code_index" ON "core"."account" USING btree ("department_code");
--> statement-breakpoint
CREATE INDEX "account_role_account_id_index" ON "core"."account_role" USING btree ("account_id");
--> statement-breakpoint
CREATE INDEX "audit_entry_record_id_index" ON "core"."audit_entry" USING btree ("record_id");
--> statement-breakpoint
CREATE INDEX "audit_entry_household_id_index" ON "core"."audit_entry" USING btree ("household_id");
--> statement-breakpoint
CREATE INDEX "audit_entry_county_code_seq_index" ON "core"."audit_entry" USING btree ("county_code","seq");
--> statement-breakpoint
CREATE INDEX "change_entry_xid_seq_index" ON "core"."change_entry" USING btree ("xid","seq");
--> statement-breakpoint
CREATE INDEX "change_entry_record_id_index" ON "core"."change_entry" USING btree ("record_id");
