CREATE SCHEMA "ecology";
--> statement-breakpoint
CREATE TABLE "ecology"."farmland_return_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"task_number" text NOT NULL,
	"village_code" text NOT NULL,
	"year" smallint NOT NULL,
	"land_use" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"state_subsidy" numeric(18, 2),
	"provincial_subsidy" numeric(18, 2),
	"project_id" uuid,
	"allocated_on" date NOT NULL,
	"contracted_on" date,
	"planted_on" date,
	"inspected_on" date,
	"paid_on" date,
	"status" text DEFAULT 'ALLOCATED' NOT NULL,
	CONSTRAINT "farmland_return_task_key" UNIQUE("county_code","task_number"),
	CONSTRAINT "farmland_return_task_amounts" CHECK ("ecology"."farmland_return_task"."area" > 0 and "ecology"."farmland_return_task"."state_subsidy" >= 0 and "ecology"."farmland_return_task"."provincial_subsidy" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."farmland_return_parcel" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"parcel_number" text NOT NULL,
	"task_id" uuid NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"inspected_area" numeric(14, 2),
	"contracted_on" date NOT NULL,
	"planted_on" date,
	"inspected_on" date,
	"status" text DEFAULT 'CONTRACTED' NOT NULL,
	CONSTRAINT "farmland_return_parcel_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "farmland_return_parcel_key" UNIQUE("household_id","parcel_number"),
	CONSTRAINT "farmland_return_parcel_area" CHECK ("ecology"."farmland_return_parcel"."area" > 0 and "ecology"."farmland_return_parcel"."inspected_area" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."return_planting" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"parcel_id" uuid NOT NULL,
	"species" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"planted_on" date,
	"survival_rate" numeric(14, 2),
	"checked_on" date,
	"failed_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "return_planting_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "return_planting_key" UNIQUE("household_id","parcel_id","species"),
	CONSTRAINT "return_planting_values" CHECK ("ecology"."return_planting"."area" > 0 and "ecology"."return_planting"."survival_rate" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "ecology"."farmland_return_subsidy" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"round" text NOT NULL,
	"parcel_number" text NOT NULL,
	"parcel_id" uuid,
	"year" smallint NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"rate_per_mu" numeric(18, 2) NOT NULL,
	"provincial_per_mu" numeric(18, 2) DEFAULT '0' NOT NULL,
	"amount" numeric(18, 2) GENERATED ALWAYS AS (round(area * (rate_per_mu + provincial_per_mu), 2)) STORED,
	"disbursement_id" uuid,
	"approved_on" date,
	"paid_on" date,
	"stopped_on" date,
	"status" text DEFAULT 'ELIGIBLE' NOT NULL,
	CONSTRAINT "farmland_return_subsidy_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "farmland_return_subsidy_key" UNIQUE("household_id","round","parcel_number","year"),
	CONSTRAINT "farmland_return_subsidy_values" CHECK ("ecology"."farmland_return_subsidy"."area" > 0 and "ecology"."farmland_return_subsidy"."rate_per_mu" > 0 and "ecology"."farmland_return_subsidy"."provincial_per_mu" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."farmland_quota_adjustment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"document_number" text NOT NULL,
	"area_before" numeric(14, 2) NOT NULL,
	"area_after" numeric(14, 2) NOT NULL,
	"proposed_on" date NOT NULL,
	"approved_on" date,
	"status" text DEFAULT 'PROPOSED' NOT NULL,
	CONSTRAINT "farmland_quota_adjustment_key" UNIQUE("county_code","document_number"),
	CONSTRAINT "farmland_quota_adjustment_area" CHECK ("ecology"."farmland_quota_adjustment"."area_before" > 0 and "ecology"."farmland_quota_adjustment"."area_after" >= 0 and "ecology"."farmland_quota_adjustment"."area_after" <> "ecology"."farmland_quota_adjustment"."area_before")
);
--> statement-breakpoint
CREATE TABLE "ecology"."afforestation_cooperative" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"licence" text NOT NULL,
	"name" text NOT NULL,
	"village_code" text NOT NULL,
	"members" integer NOT NULL,
	"poor_members" integer NOT NULL,
	"founded_on" date NOT NULL,
	CONSTRAINT "afforestation_cooperative_key" UNIQUE("county_code","licence"),
	CONSTRAINT "afforestation_cooperative_members" CHECK ("ecology"."afforestation_cooperative"."members" > 0 and "ecology"."afforestation_cooperative"."poor_members" between 0 and "ecology"."afforestation_cooperative"."members")
);
--> statement-breakpoint
CREATE TABLE "ecology"."afforestation_contract" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"contract_number" text NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"project_id" uuid,
	"village_code" text NOT NULL,
	"site" text NOT NULL,
	"award_way" text DEFAULT 'NEGOTIATED' NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"negotiated_on" date NOT NULL,
	"awarded_on" date,
	"started_on" date,
	"completed_on" date,
	"accepted_on" date,
	"paid_on" date,
	"status" text DEFAULT 'NEGOTIATED' NOT NULL,
	CONSTRAINT "afforestation_contract_key" UNIQUE("county_code","contract_number"),
	CONSTRAINT "afforestation_contract_values" CHECK ("ecology"."afforestation_contract"."area" > 0 and "ecology"."afforestation_contract"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."afforestation_wage" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"days" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"paid_on" date NOT NULL,
	"disbursement_id" uuid,
	CONSTRAINT "afforestation_wage_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "afforestation_wage_key" UNIQUE("household_id","person_id","contract_id","paid_on"),
	CONSTRAINT "afforestation_wage_values" CHECK ("ecology"."afforestation_wage"."days" between 1 and 366 and "ecology"."afforestation_wage"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forestry_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"first_year" smallint NOT NULL,
	"last_year" smallint NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"poor_labourers" integer NOT NULL,
	"issued_on" date,
	"started_on" date,
	"completed_on" date,
	"status" text DEFAULT 'DRAFTING' NOT NULL,
	CONSTRAINT "forestry_plan_key" UNIQUE("county_code","name"),
	CONSTRAINT "forestry_plan_values" CHECK ("ecology"."forestry_plan"."first_year" <= "ecology"."forestry_plan"."last_year" and "ecology"."forestry_plan"."area" > 0 and "ecology"."forestry_plan"."poor_labourers" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forestry_plan_task" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"plan_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"done_area" numeric(14, 2),
	"poor_labourers" integer,
	CONSTRAINT "forestry_plan_task_key" UNIQUE("county_code","plan_id","year"),
	CONSTRAINT "forestry_plan_task_values" CHECK ("ecology"."forestry_plan_task"."area" > 0 and "ecology"."forestry_plan_task"."done_area" >= 0 and "ecology"."forestry_plan_task"."poor_labourers" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forest_ranger_post" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_number" text NOT NULL,
	"village_code" text NOT NULL,
	"patrol_area" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"recruiting_on" date,
	"filled_on" date,
	"ended_on" date,
	"status" text DEFAULT 'VACANT' NOT NULL,
	CONSTRAINT "forest_ranger_post_key" UNIQUE("county_code","post_number"),
	CONSTRAINT "forest_ranger_post_area" CHECK ("ecology"."forest_ranger_post"."area" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forest_ranger_contract" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"yearly_wage" numeric(18, 2) NOT NULL,
	"ended_on" date,
	"status" text DEFAULT 'EMPLOYED' NOT NULL,
	CONSTRAINT "forest_ranger_contract_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "forest_ranger_contract_key" UNIQUE("household_id","person_id","post_id","starts_on"),
	CONSTRAINT "forest_ranger_contract_values" CHECK ("ecology"."forest_ranger_contract"."ends_on" >= "ecology"."forest_ranger_contract"."starts_on" and "ecology"."forest_ranger_contract"."yearly_wage" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forest_ranger_wage" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"month" date NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"paid_on" date NOT NULL,
	"disbursement_id" uuid,
	CONSTRAINT "forest_ranger_wage_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "forest_ranger_wage_key" UNIQUE("household_id","contract_id","month"),
	CONSTRAINT "forest_ranger_wage_values" CHECK ("ecology"."forest_ranger_wage"."amount" > 0 and extract(day from "ecology"."forest_ranger_wage"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forest_ranger_assessment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"result" text NOT NULL,
	"assessed_on" date NOT NULL,
	CONSTRAINT "forest_ranger_assessment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "forest_ranger_assessment_key" UNIQUE("household_id","contract_id","year")
);
--> statement-breakpoint
CREATE TABLE "ecology"."ecological_compensation" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stream" text NOT NULL,
	"parcel_number" text NOT NULL,
	"year" smallint NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"rate_per_mu" numeric(18, 2) NOT NULL,
	"amount" numeric(18, 2) GENERATED ALWAYS AS (round(area * rate_per_mu, 2)) STORED,
	"disbursement_id" uuid,
	"paid_on" date,
	"status" text DEFAULT 'DUE' NOT NULL,
	CONSTRAINT "ecological_compensation_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "ecological_compensation_key" UNIQUE("household_id","stream","parcel_number","year"),
	CONSTRAINT "ecological_compensation_values" CHECK ("ecology"."ecological_compensation"."area" > 0 and "ecology"."ecological_compensation"."rate_per_mu" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."village_ecological_compensation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"stream" text NOT NULL,
	"parcel_number" text NOT NULL,
	"year" smallint NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"rate_per_mu" numeric(18, 2) NOT NULL,
	"amount" numeric(18, 2) GENERATED ALWAYS AS (round(area * rate_per_mu, 2)) STORED,
	"disbursement_id" uuid,
	"paid_on" date,
	"status" text DEFAULT 'DUE' NOT NULL,
	CONSTRAINT "village_ecological_compensation_key" UNIQUE("county_code","village_code","stream","parcel_number","year"),
	CONSTRAINT "village_ecological_compensation_values" CHECK ("ecology"."village_ecological_compensation"."area" > 0 and "ecology"."village_ecological_compensation"."rate_per_mu" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."economic_forest_upgrade" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"parcel_number" text NOT NULL,
	"year" smallint NOT NULL,
	"work" text NOT NULL,
	"species" text NOT NULL,
	"is_demonstration" boolean NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"income_before" numeric(18, 2),
	"income_after" numeric(18, 2),
	"project_id" uuid,
	"applied_on" date NOT NULL,
	"started_on" date,
	"accepted_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "economic_forest_upgrade_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "economic_forest_upgrade_key" UNIQUE("household_id","parcel_number","year"),
	CONSTRAINT "economic_forest_upgrade_values" CHECK ("ecology"."economic_forest_upgrade"."area" > 0 and "ecology"."economic_forest_upgrade"."income_before" >= 0 and "ecology"."economic_forest_upgrade"."income_after" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."under_forest_business" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"parcel_number" text NOT NULL,
	"model" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"cooperative" text,
	"planned_on" date NOT NULL,
	"started_on" date,
	"ended_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "under_forest_business_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "under_forest_business_key" UNIQUE("household_id","parcel_number","model"),
	CONSTRAINT "under_forest_business_area" CHECK ("ecology"."under_forest_business"."area" > 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."under_forest_income" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"business_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	CONSTRAINT "under_forest_income_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "under_forest_income_key" UNIQUE("household_id","business_id","year")
);
--> statement-breakpoint
CREATE TABLE "ecology"."eco_industry_project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"village_code" text NOT NULL,
	"operator" text NOT NULL,
	"poor_jobs" integer NOT NULL,
	"yearly_income" numeric(18, 2),
	"planned_on" date NOT NULL,
	"started_on" date,
	"ended_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "eco_industry_project_key" UNIQUE("county_code","name"),
	CONSTRAINT "eco_industry_project_values" CHECK ("ecology"."eco_industry_project"."poor_jobs" >= 0 and "ecology"."eco_industry_project"."yearly_income" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."forestry_industry_project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"village_code" text NOT NULL,
	"operator" text NOT NULL,
	"operator_kind" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"poor_households" integer NOT NULL,
	"pilot_on" date NOT NULL,
	"started_on" date,
	"ended_on" date,
	"status" text DEFAULT 'PILOT' NOT NULL,
	CONSTRAINT "forestry_industry_project_key" UNIQUE("county_code","name"),
	CONSTRAINT "forestry_industry_project_values" CHECK ("ecology"."forestry_industry_project"."area" > 0 and "ecology"."forestry_industry_project"."poor_households" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ecology"."ecological_project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"project_id" uuid,
	"investment" numeric(18, 2) NOT NULL,
	"state_funds" numeric(18, 2) NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"poor_labourers" integer,
	"applied_on" date NOT NULL,
	"approved_on" date,
	"started_on" date,
	"accepted_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "ecological_project_key" UNIQUE("county_code","name"),
	CONSTRAINT "ecological_project_values" CHECK ("ecology"."ecological_project"."area" > 0 and "ecology"."ecological_project"."state_funds" between 0 and "ecology"."ecological_project"."investment" and "ecology"."ecological_project"."poor_labourers" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ecology"."farmland_return_task" ADD CONSTRAINT "farmland_return_task_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."farmland_return_parcel" ADD CONSTRAINT "farmland_return_parcel_task_id_farmland_return_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "ecology"."farmland_return_task"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."farmland_return_parcel" ADD CONSTRAINT "farmland_return_parcel_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."return_planting" ADD CONSTRAINT "return_planting_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."return_planting" ADD CONSTRAINT "return_planting_parcel" FOREIGN KEY ("household_id","parcel_id") REFERENCES "ecology"."farmland_return_parcel"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."farmland_return_subsidy" ADD CONSTRAINT "farmland_return_subsidy_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."farmland_return_subsidy" ADD CONSTRAINT "farmland_return_subsidy_parcel" FOREIGN KEY ("household_id","parcel_id") REFERENCES "ecology"."farmland_return_parcel"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."afforestation_contract" ADD CONSTRAINT "afforestation_contract_cooperative_id_afforestation_co_7d887b2f" FOREIGN KEY ("cooperative_id") REFERENCES "ecology"."afforestation_cooperative"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."afforestation_contract" ADD CONSTRAINT "afforestation_contract_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."afforestation_wage" ADD CONSTRAINT "afforestation_wage_contract_id_afforestation_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "ecology"."afforestation_contract"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."afforestation_wage" ADD CONSTRAINT "afforestation_wage_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."afforestation_wage" ADD CONSTRAINT "afforestation_wage_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forestry_plan_task" ADD CONSTRAINT "forestry_plan_task_plan_id_forestry_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "ecology"."forestry_plan"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_contract" ADD CONSTRAINT "forest_ranger_contract_post_id_forest_ranger_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "ecology"."forest_ranger_post"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_contract" ADD CONSTRAINT "forest_ranger_contract_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_contract" ADD CONSTRAINT "forest_ranger_contract_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_wage" ADD CONSTRAINT "forest_ranger_wage_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_wage" ADD CONSTRAINT "forest_ranger_wage_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_wage" ADD CONSTRAINT "forest_ranger_wage_contract" FOREIGN KEY ("household_id","contract_id") REFERENCES "ecology"."forest_ranger_contract"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_assessment" ADD CONSTRAINT "forest_ranger_assessment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."forest_ranger_assessment" ADD CONSTRAINT "forest_ranger_assessment_contract" FOREIGN KEY ("household_id","contract_id") REFERENCES "ecology"."forest_ranger_contract"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."ecological_compensation" ADD CONSTRAINT "ecological_compensation_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."economic_forest_upgrade" ADD CONSTRAINT "economic_forest_upgrade_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."economic_forest_upgrade" ADD CONSTRAINT "economic_forest_upgrade_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."under_forest_business" ADD CONSTRAINT "under_forest_business_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."under_forest_income" ADD CONSTRAINT "under_forest_income_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."under_forest_income" ADD CONSTRAINT "under_forest_income_business" FOREIGN KEY ("household_id","business_id") REFERENCES "ecology"."under_forest_business"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ecology"."ecological_project" ADD CONSTRAINT "ecological_project_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "farmland_return_task_county_code_id_index" ON "ecology"."farmland_return_task" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "farmland_return_task_village_code_index" ON "ecology"."farmland_return_task" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "farmland_return_task_project_id_index" ON "ecology"."farmland_return_task" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "farmland_return_parcel_county_code_id_index" ON "ecology"."farmland_return_parcel" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "farmland_return_parcel_area_code_id_index" ON "ecology"."farmland_return_parcel" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "farmland_return_parcel_id_index" ON "ecology"."farmland_return_parcel" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "farmland_return_parcel_task_id_index" ON "ecology"."farmland_return_parcel" USING btree ("task_id");
--> statement-breakpoint
CREATE INDEX "return_planting_county_code_id_index" ON "ecology"."return_planting" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "return_planting_area_code_id_index" ON "ecology"."return_planting" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "return_planting_id_index" ON "ecology"."return_planting" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "return_planting_parcel_id_index" ON "ecology"."return_planting" USING btree ("parcel_id");
--> statement-breakpoint
CREATE INDEX "farmland_return_subsidy_county_code_id_index" ON "ecology"."farmland_return_subsidy" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "farmland_return_subsidy_area_code_id_index" ON "ecology"."farmland_return_subsidy" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "farmland_return_subsidy_id_index" ON "ecology"."farmland_return_subsidy" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "farmland_return_subsidy_parcel_id_index" ON "ecology"."farmland_return_subsidy" USING btree ("parcel_id");
--> statement-breakpoint
CREATE INDEX "farmland_return_subsidy_disbursement_id_index" ON "ecology"."farmland_return_subsidy" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "farmland_quota_adjustment_county_code_id_index" ON "ecology"."farmland_quota_adjustment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "afforestation_cooperative_county_code_id_index" ON "ecology"."afforestation_cooperative" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "afforestation_cooperative_village_code_index" ON "ecology"."afforestation_cooperative" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "afforestation_contract_county_code_id_index" ON "ecology"."afforestation_contract" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "afforestation_contract_cooperative_id_index" ON "ecology"."afforestation_contract" USING btree ("cooperative_id");
--> statement-breakpoint
CREATE INDEX "afforestation_contract_project_id_index" ON "ecology"."afforestation_contract" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "afforestation_contract_village_code_index" ON "ecology"."afforestation_contract" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_county_code_id_index" ON "ecology"."afforestation_wage" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_area_code_id_index" ON "ecology"."afforestation_wage" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_id_index" ON "ecology"."afforestation_wage" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_person_id_index" ON "ecology"."afforestation_wage" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_contract_id_index" ON "ecology"."afforestation_wage" USING btree ("contract_id");
--> statement-breakpoint
CREATE INDEX "afforestation_wage_disbursement_id_index" ON "ecology"."afforestation_wage" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "forestry_plan_county_code_id_index" ON "ecology"."forestry_plan" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forestry_plan_task_county_code_id_index" ON "ecology"."forestry_plan_task" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forestry_plan_task_plan_id_index" ON "ecology"."forestry_plan_task" USING btree ("plan_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_post_county_code_id_index" ON "ecology"."forest_ranger_post" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_post_village_code_index" ON "ecology"."forest_ranger_post" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "forest_ranger_contract_county_code_id_index" ON "ecology"."forest_ranger_contract" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_contract_area_code_id_index" ON "ecology"."forest_ranger_contract" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_contract_id_index" ON "ecology"."forest_ranger_contract" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_contract_person_id_index" ON "ecology"."forest_ranger_contract" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_contract_post_id_index" ON "ecology"."forest_ranger_contract" USING btree ("post_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_county_code_id_index" ON "ecology"."forest_ranger_wage" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_area_code_id_index" ON "ecology"."forest_ranger_wage" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_id_index" ON "ecology"."forest_ranger_wage" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_person_id_index" ON "ecology"."forest_ranger_wage" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_contract_id_index" ON "ecology"."forest_ranger_wage" USING btree ("contract_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_wage_disbursement_id_index" ON "ecology"."forest_ranger_wage" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_assessment_county_code_id_index" ON "ecology"."forest_ranger_assessment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_assessment_area_code_id_index" ON "ecology"."forest_ranger_assessment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_assessment_id_index" ON "ecology"."forest_ranger_assessment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "forest_ranger_assessment_contract_id_index" ON "ecology"."forest_ranger_assessment" USING btree ("contract_id");
--> statement-breakpoint
CREATE INDEX "ecological_compensation_county_code_id_index" ON "ecology"."ecological_compensation" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "ecological_compensation_area_code_id_index" ON "ecology"."ecological_compensation" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "ecological_compensation_id_index" ON "ecology"."ecological_compensation" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "ecological_compensation_disbursement_id_index" ON "ecology"."ecological_compensation" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "village_ecological_compensation_county_code_id_index" ON "ecology"."village_ecological_compensation" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "village_ecological_compensation_village_code_index" ON "ecology"."village_ecological_compensation" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "village_ecological_compensation_disbursement_id_index" ON "ecology"."village_ecological_compensation" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "economic_forest_upgrade_county_code_id_index" ON "ecology"."economic_forest_upgrade" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "economic_forest_upgrade_area_code_id_index" ON "ecology"."economic_forest_upgrade" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "economic_forest_upgrade_id_index" ON "ecology"."economic_forest_upgrade" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "economic_forest_upgrade_project_id_index" ON "ecology"."economic_forest_upgrade" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "economic_forest_upgrade_waiting" ON "ecology"."economic_forest_upgrade" USING btree ("county_code","year") WHERE "ecology"."economic_forest_upgrade"."status" = 'PLANNED' and "ecology"."economic_forest_upgrade"."is_demonstration";
--> statement-breakpoint
CREATE INDEX "under_forest_business_county_code_id_index" ON "ecology"."under_forest_business" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "under_forest_business_area_code_id_index" ON "ecology"."under_forest_business" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "under_forest_business_id_index" ON "ecology"."under_forest_business" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "under_forest_income_county_code_id_index" ON "ecology"."under_forest_income" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "under_forest_income_area_code_id_index" ON "ecology"."under_forest_income" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "under_forest_income_id_index" ON "ecology"."under_forest_income" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "under_forest_income_business_id_index" ON "ecology"."under_forest_income" USING btree ("business_id");
--> statement-breakpoint
CREATE INDEX "eco_industry_project_county_code_id_index" ON "ecology"."eco_industry_project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "eco_industry_project_village_code_index" ON "ecology"."eco_industry_project" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "forestry_industry_project_county_code_id_index" ON "ecology"."forestry_industry_project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "forestry_industry_project_village_code_index" ON "ecology"."forestry_industry_project" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "ecological_project_county_code_id_index" ON "ecology"."ecological_project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "ecological_project_project_id_index" ON "ecology"."ecological_project" USING btree ("project_id");
