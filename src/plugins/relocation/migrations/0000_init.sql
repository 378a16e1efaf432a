CREATE SCHEMA "relocation";
--> statement-breakpoint
CREATE TABLE "relocation"."settlement_site" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"programme" text NOT NULL,
	"kind" text NOT NULL,
	"village_code" text NOT NULL,
	"facilities" text[] DEFAULT '{}' NOT NULL,
	"planned_households" integer NOT NULL,
	"planned_persons" integer NOT NULL,
	"project_id" uuid,
	"approved_on" date,
	"started_on" date,
	"completed_on" date,
	"occupied_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "settlement_site_key" UNIQUE("county_code","code"),
	CONSTRAINT "settlement_site_planned" CHECK ("relocation"."settlement_site"."planned_households" > 0 and "relocation"."settlement_site"."planned_persons" >= "relocation"."settlement_site"."planned_households")
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_standard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edition" smallint NOT NULL,
	"document_number" text NOT NULL,
	"persons_per_household" numeric(14, 2) NOT NULL,
	"cost_per_household" numeric(18, 2) NOT NULL,
	"subsidy_per_household" numeric(18, 2) NOT NULL,
	"own_share_per_household" numeric(18, 2) NOT NULL,
	"effective_on" date,
	"superseded_on" date,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	CONSTRAINT "relocation_standard_key" UNIQUE("county_code","edition"),
	CONSTRAINT "relocation_standard_values" CHECK ("relocation"."relocation_standard"."persons_per_household" > 0 and "relocation"."relocation_standard"."subsidy_per_household" >= 0 and "relocation"."relocation_standard"."own_share_per_household" >= 0),
	CONSTRAINT "relocation_standard_cost" CHECK ("relocation"."relocation_standard"."subsidy_per_household" + "relocation"."relocation_standard"."own_share_per_household" <= "relocation"."relocation_standard"."cost_per_household")
);
--> statement-breakpoint
CREATE TABLE "relocation"."natural_village_relocation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"name" text NOT NULL,
	"extent" text NOT NULL,
	"households" integer NOT NULL,
	"persons" integer NOT NULL,
	"planned_from" date NOT NULL,
	"planned_to" date NOT NULL,
	"partly_moved_on" date,
	"wholly_moved_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "natural_village_relocation_key" UNIQUE("county_code","village_code","name"),
	CONSTRAINT "natural_village_relocation_numbers" CHECK ("relocation"."natural_village_relocation"."households" > 0 and "relocation"."natural_village_relocation"."persons" >= "relocation"."natural_village_relocation"."households"),
	CONSTRAINT "natural_village_relocation_period" CHECK ("relocation"."natural_village_relocation"."planned_to" >= "relocation"."natural_village_relocation"."planned_from")
);
--> statement-breakpoint
CREATE TABLE "relocation"."subsidence_village" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"mine" text,
	"households" integer NOT NULL,
	"persons" integer NOT NULL,
	"project_id" uuid,
	"surveyed_on" date NOT NULL,
	"approved_on" date,
	"started_on" date,
	"relocated_on" date,
	"status" text DEFAULT 'SURVEYED' NOT NULL,
	CONSTRAINT "subsidence_village_key" UNIQUE("county_code","village_code"),
	CONSTRAINT "subsidence_village_numbers" CHECK ("relocation"."subsidence_village"."households" > 0 and "relocation"."subsidence_village"."persons" >= "relocation"."subsidence_village"."households")
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_case" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"programme" text NOT NULL,
	"batch" text NOT NULL,
	"category" text NOT NULL,
	"mode" text NOT NULL,
	"origin_village_code" text NOT NULL,
	"natural_village_id" uuid,
	"subsidence_village_id" uuid,
	"site_id" uuid,
	"standard_id" uuid,
	"project_id" uuid,
	"persons" integer NOT NULL,
	"house_area" numeric(14, 2),
	"cost" numeric(18, 2),
	"subsidy" numeric(18, 2),
	"self_raised" numeric(18, 2),
	"applied_on" date NOT NULL,
	"surveyed_on" date,
	"consented_on" date,
	"approved_on" date,
	"building_on" date,
	"handed_over_on" date,
	"moved_in_on" date,
	"settled_on" date,
	"stable_on" date,
	"old_house_demolished_on" date,
	"closed_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "relocation_case_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "relocation_case_key" UNIQUE("household_id","programme","batch"),
	CONSTRAINT "relocation_case_programme" UNIQUE("household_id","id","programme"),
	CONSTRAINT "relocation_case_persons" CHECK ("relocation"."relocation_case"."persons" > 0),
	CONSTRAINT "relocation_case_amounts" CHECK ("relocation"."relocation_case"."cost" >= 0 and "relocation"."relocation_case"."subsidy" >= 0 and "relocation"."relocation_case"."self_raised" >= 0 and "relocation"."relocation_case"."house_area" > 0),
	CONSTRAINT "relocation_case_closed" CHECK (("relocation"."relocation_case"."closed_on" is null) = ("relocation"."relocation_case"."status" not in ('WITHDRAWN', 'REJECTED')))
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_consent" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"programme" text NOT NULL,
	"consulted_on" date NOT NULL,
	"explained_by" text NOT NULL,
	"opinion" text,
	"persons_covered" integer NOT NULL,
	"signed_by_id" uuid,
	"signed_on" date,
	"refused_on" date,
	"withdrawn_on" date,
	"status" text DEFAULT 'CONSULTED' NOT NULL,
	CONSTRAINT "relocation_consent_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "relocation_consent_key" UNIQUE("household_id","case_id","consulted_on"),
	CONSTRAINT "relocation_consent_persons" CHECK ("relocation"."relocation_consent"."persons_covered" > 0),
	CONSTRAINT "relocation_consent_signed" CHECK ("relocation"."relocation_consent"."status" not in ('AGREED', 'WITHDRAWN') or num_nonnulls("relocation"."relocation_consent"."signed_by_id", "relocation"."relocation_consent"."signed_on") = 2)
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_policy_decision" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"policy" text NOT NULL,
	"old_policy_subsidy" numeric(18, 2) NOT NULL,
	"new_policy_subsidy" numeric(18, 2) NOT NULL,
	"decided_on" date NOT NULL,
	"dispute" text,
	"disputed_on" date,
	"resolution" text,
	"resolved_on" date,
	"status" text DEFAULT 'ASSIGNED' NOT NULL,
	CONSTRAINT "relocation_policy_decision_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "relocation_policy_decision_key" UNIQUE("household_id","case_id"),
	CONSTRAINT "relocation_policy_decision_amounts" CHECK ("relocation"."relocation_policy_decision"."old_policy_subsidy" >= 0 and "relocation"."relocation_policy_decision"."new_policy_subsidy" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."programme_assignment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"programme" text NOT NULL,
	"decided_on" date NOT NULL,
	"decided_by" text NOT NULL,
	"poverty_subsidy" numeric(18, 2),
	"subsidence_subsidy" numeric(18, 2),
	"conflict" text,
	"conflict_on" date,
	"resolution" text,
	"resolved_on" date,
	"status" text DEFAULT 'ASSIGNED' NOT NULL,
	CONSTRAINT "programme_assignment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "programme_assignment_key" UNIQUE("household_id"),
	CONSTRAINT "programme_assignment_amounts" CHECK ("relocation"."programme_assignment"."poverty_subsidy" >= 0 and "relocation"."programme_assignment"."subsidence_subsidy" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."subsidy_payment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"programme" text NOT NULL,
	"instalment" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"paid_on" date NOT NULL,
	"disbursement_id" uuid,
	CONSTRAINT "subsidy_payment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "subsidy_payment_key" UNIQUE("household_id","case_id","instalment"),
	CONSTRAINT "subsidy_payment_amount" CHECK ("relocation"."subsidy_payment"."amount" > 0 and "relocation"."subsidy_payment"."instalment" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocated_household_loan" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"contract_number" text NOT NULL,
	"bank" text NOT NULL,
	"purpose" text NOT NULL,
	"principal" numeric(18, 2) NOT NULL,
	"rate" numeric(14, 4) NOT NULL,
	"subsidised_interest" numeric(18, 2) NOT NULL,
	"contracted_on" date NOT NULL,
	"due_on" date NOT NULL,
	"granted_on" date,
	"closed_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "relocated_household_loan_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "relocated_household_loan_key" UNIQUE("household_id","contract_number"),
	CONSTRAINT "relocated_household_loan_amounts" CHECK ("relocation"."relocated_household_loan"."principal" > 0 and "relocation"."relocated_household_loan"."subsidised_interest" >= 0 and "relocation"."relocated_household_loan"."rate" >= 0),
	CONSTRAINT "relocated_household_loan_dates" CHECK ("relocation"."relocated_household_loan"."due_on" > "relocation"."relocated_household_loan"."contracted_on")
);
--> statement-breakpoint
CREATE TABLE "relocation"."household_tax_relief" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"tax" text NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"applied_on" date NOT NULL,
	"granted_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "household_tax_relief_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "household_tax_relief_key" UNIQUE("household_id","case_id","tax","applied_on"),
	CONSTRAINT "household_tax_relief_amount" CHECK ("relocation"."household_tax_relief"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."property_right" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"certificate_number" text NOT NULL,
	"village_code" text NOT NULL,
	"area" numeric(14, 2),
	"yearly_income" numeric(18, 2),
	"compensation" numeric(18, 2),
	"confirmed_on" date NOT NULL,
	"agreed_on" date,
	"changed_on" date,
	"status" text DEFAULT 'HELD' NOT NULL,
	CONSTRAINT "property_right_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "property_right_key" UNIQUE("household_id","kind","certificate_number"),
	CONSTRAINT "property_right_amounts" CHECK ("relocation"."property_right"."area" > 0 and "relocation"."property_right"."yearly_income" >= 0 and "relocation"."property_right"."compensation" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."settlement_service" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"programme" text NOT NULL,
	"kind" text NOT NULL,
	"serial" smallint NOT NULL,
	"person_id" uuid,
	"provider" text,
	"persons_served" integer NOT NULL,
	"needed_on" date NOT NULL,
	"offered_on" date,
	"done_on" date,
	"status" text DEFAULT 'NEEDED' NOT NULL,
	CONSTRAINT "settlement_service_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "settlement_service_key" UNIQUE("household_id","case_id","kind","serial"),
	CONSTRAINT "settlement_service_persons" CHECK ("relocation"."settlement_service"."persons_served" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_follow_up" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"programme" text NOT NULL,
	"visited_on" date NOT NULL,
	"visitor" text NOT NULL,
	"moved_out" boolean NOT NULL,
	"moved_out_evidence" text NOT NULL,
	"settled_in" boolean NOT NULL,
	"settled_in_evidence" text NOT NULL,
	"has_housing" boolean NOT NULL,
	"has_housing_evidence" text NOT NULL,
	"has_industry" boolean NOT NULL,
	"has_industry_evidence" text NOT NULL,
	"has_income" boolean NOT NULL,
	"has_income_evidence" text NOT NULL,
	"income" numeric(18, 2) NOT NULL,
	"result" text GENERATED ALWAYS AS (case moved_out::int + settled_in::int + has_housing::int + has_industry::int + has_income::int
    when 5 then 'PASS' when 4 then 'FOLLOW_UP' when 3 then 'FOLLOW_UP' else 'FAIL' end) STORED,
	CONSTRAINT "relocation_follow_up_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "relocation_follow_up_key" UNIQUE("household_id","case_id","visited_on"),
	CONSTRAINT "relocation_follow_up_income" CHECK ("relocation"."relocation_follow_up"."income" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."follow_up_project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"site_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"investment" numeric(18, 2) NOT NULL,
	"income_per_household" numeric(18, 2) NOT NULL,
	"project_id" uuid,
	"started_on" date,
	"ended_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "follow_up_project_key" UNIQUE("county_code","site_id","name"),
	CONSTRAINT "follow_up_project_amounts" CHECK ("relocation"."follow_up_project"."investment" > 0 and "relocation"."follow_up_project"."income_per_household" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."follow_up_income" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"follow_up_project_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	CONSTRAINT "follow_up_income_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "follow_up_income_key" UNIQUE("household_id","follow_up_project_id","year"),
	CONSTRAINT "follow_up_income_amount" CHECK ("relocation"."follow_up_income"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."site_support" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"site_id" uuid,
	"village_code" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"jobs_added" integer DEFAULT 0 NOT NULL,
	"income_added" numeric(18, 2) DEFAULT '0' NOT NULL,
	"planned_on" date NOT NULL,
	"done_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "site_support_key" UNIQUE("county_code","village_code","kind","name"),
	CONSTRAINT "site_support_numbers" CHECK ("relocation"."site_support"."jobs_added" >= 0 and "relocation"."site_support"."income_added" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."house_renovation" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"registered_poor" boolean NOT NULL,
	"priority_rank" smallint,
	"method" text NOT NULL,
	"grade_before" text NOT NULL,
	"grade_after" text,
	"house_area" numeric(14, 2),
	"cost" numeric(18, 2),
	"subsidy" numeric(18, 2),
	"self_raised" numeric(18, 2),
	"project_id" uuid,
	"applied_on" date NOT NULL,
	"approved_on" date,
	"started_on" date,
	"completed_on" date,
	"accepted_on" date,
	"subsidy_paid_on" date,
	"rejected_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "house_renovation_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "house_renovation_key" UNIQUE("household_id","year"),
	CONSTRAINT "house_renovation_amounts" CHECK ("relocation"."house_renovation"."cost" >= 0 and "relocation"."house_renovation"."subsidy" >= 0 and "relocation"."house_renovation"."self_raised" >= 0 and "relocation"."house_renovation"."house_area" > 0),
	CONSTRAINT "house_renovation_rank" CHECK ("relocation"."house_renovation"."priority_rank" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."renovation_instalment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"renovation_id" uuid NOT NULL,
	"level" text NOT NULL,
	"due_amount" numeric(18, 2) NOT NULL,
	"due_on" date NOT NULL,
	"paid_amount" numeric(18, 2) DEFAULT '0' NOT NULL,
	"paid_on" date,
	"disbursement_id" uuid,
	"paid_in_full_and_in_time" boolean GENERATED ALWAYS AS (coalesce(paid_amount = due_amount and paid_on <= due_on, false)) STORED,
	CONSTRAINT "renovation_instalment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "renovation_instalment_key" UNIQUE("household_id","renovation_id","level","due_on"),
	CONSTRAINT "renovation_instalment_amounts" CHECK ("relocation"."renovation_instalment"."due_amount" > 0 and "relocation"."renovation_instalment"."paid_amount" >= 0 and "relocation"."renovation_instalment"."paid_amount" <= "relocation"."renovation_instalment"."due_amount"),
	CONSTRAINT "renovation_instalment_paid" CHECK (("relocation"."renovation_instalment"."paid_on" is null) = ("relocation"."renovation_instalment"."paid_amount" = 0))
);
--> statement-breakpoint
CREATE TABLE "relocation"."collective_rental_house" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"name" text NOT NULL,
	"owner" text NOT NULL,
	"units" integer NOT NULL,
	"rent" numeric(18, 2) NOT NULL,
	"project_id" uuid,
	"built_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "collective_rental_house_key" UNIQUE("county_code","village_code","name"),
	CONSTRAINT "collective_rental_house_numbers" CHECK ("relocation"."collective_rental_house"."units" > 0 and "relocation"."collective_rental_house"."rent" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."rental_tenancy" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"house_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"rent" numeric(18, 2) NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "rental_tenancy_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "rental_tenancy_key" UNIQUE("household_id","house_id","from_on"),
	CONSTRAINT "rental_tenancy_period" CHECK ("relocation"."rental_tenancy"."to_on" > "relocation"."rental_tenancy"."from_on"),
	CONSTRAINT "rental_tenancy_rent" CHECK ("relocation"."rental_tenancy"."rent" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."habitat_project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"kind" text NOT NULL,
	"year" smallint NOT NULL,
	"is_beautiful_village" boolean DEFAULT false NOT NULL,
	"funds" numeric(18, 2) NOT NULL,
	"project_id" uuid,
	"started_on" date,
	"accepted_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "habitat_project_key" UNIQUE("county_code","village_code","kind","year"),
	CONSTRAINT "habitat_project_funds" CHECK ("relocation"."habitat_project"."funds" >= 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."relocation_financing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"contract_number" text NOT NULL,
	"source" text NOT NULL,
	"borrower" text NOT NULL,
	"lender" text,
	"amount" numeric(18, 2) NOT NULL,
	"rate" numeric(14, 4),
	"term_months" integer,
	"project_id" uuid,
	"committed_on" date NOT NULL,
	"drawn_on" date,
	"allocated_on" date,
	"repaid_on" date,
	"status" text DEFAULT 'COMMITTED' NOT NULL,
	CONSTRAINT "relocation_financing_key" UNIQUE("county_code","contract_number"),
	CONSTRAINT "relocation_financing_amounts" CHECK ("relocation"."relocation_financing"."amount" > 0 and "relocation"."relocation_financing"."rate" >= 0 and "relocation"."relocation_financing"."term_months" > 0),
	CONSTRAINT "relocation_financing_loan" CHECK ("relocation"."relocation_financing"."source" = 'PROJECT_CAPITAL' or num_nonnulls("relocation"."relocation_financing"."lender", "relocation"."relocation_financing"."rate", "relocation"."relocation_financing"."term_months") = 3)
);
--> statement-breakpoint
CREATE TABLE "relocation"."fund_pooling" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"level" text NOT NULL,
	"stream" text NOT NULL,
	"use" text NOT NULL,
	"village_code" text NOT NULL,
	"site_id" uuid,
	"project_id" uuid,
	"amount" numeric(18, 2) NOT NULL,
	"pooled_on" date,
	"spent_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "fund_pooling_key" UNIQUE("county_code","year","level","stream","use","village_code"),
	CONSTRAINT "fund_pooling_amount" CHECK ("relocation"."fund_pooling"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."subsidence_funding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"source" text NOT NULL,
	"investor" text NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"pledged_on" date NOT NULL,
	"received_on" date,
	"spent_on" date,
	"status" text DEFAULT 'PLEDGED' NOT NULL,
	CONSTRAINT "subsidence_funding_key" UNIQUE("county_code","project_id","source","investor"),
	CONSTRAINT "subsidence_funding_amount" CHECK ("relocation"."subsidence_funding"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."project_tax_relief" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"project_id" uuid NOT NULL,
	"site_id" uuid,
	"taxpayer" text NOT NULL,
	"tax" text NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"applied_on" date NOT NULL,
	"granted_on" date,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "project_tax_relief_key" UNIQUE("county_code","project_id","taxpayer","tax","applied_on"),
	CONSTRAINT "project_tax_relief_amount" CHECK ("relocation"."project_tax_relief"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "relocation"."land_quota" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"document_number" text NOT NULL,
	"year" smallint NOT NULL,
	"kind" text NOT NULL,
	"area" numeric(14, 2) NOT NULL,
	"used_area" numeric(14, 2),
	"site_id" uuid,
	"allocated_on" date NOT NULL,
	"used_on" date,
	"returned_on" date,
	"status" text DEFAULT 'ALLOCATED' NOT NULL,
	CONSTRAINT "land_quota_key" UNIQUE("county_code","document_number","kind"),
	CONSTRAINT "land_quota_area" CHECK ("relocation"."land_quota"."area" > 0 and "relocation"."land_quota"."used_area" >= 0 and "relocation"."land_quota"."used_area" <= "relocation"."land_quota"."area")
);
--> statement-breakpoint
CREATE TABLE "relocation"."village_merger" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decision_number" text NOT NULL,
	"new_village_code" text NOT NULL,
	"new_name" text NOT NULL,
	"households" integer NOT NULL,
	"persons" integer NOT NULL,
	"proposed_on" date NOT NULL,
	"approved_on" date,
	"effective_on" date,
	"status" text DEFAULT 'PROPOSED' NOT NULL,
	CONSTRAINT "village_merger_key" UNIQUE("county_code","decision_number","new_village_code"),
	CONSTRAINT "village_merger_numbers" CHECK ("relocation"."village_merger"."households" > 0 and "relocation"."village_merger"."persons" >= "relocation"."village_merger"."households")
);
--> statement-breakpoint
CREATE TABLE "relocation"."village_merger_part" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"merger_id" uuid NOT NULL,
	"old_village_code" text NOT NULL,
	"is_whole" boolean NOT NULL,
	"households" integer NOT NULL,
	"persons" integer NOT NULL,
	CONSTRAINT "village_merger_part_key" UNIQUE("county_code","merger_id","old_village_code"),
	CONSTRAINT "village_merger_part_numbers" CHECK ("relocation"."village_merger_part"."households" >= 0 and "relocation"."village_merger_part"."persons" >= "relocation"."village_merger_part"."households")
);
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_site" ADD CONSTRAINT "settlement_site_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."subsidence_village" ADD CONSTRAINT "subsidence_village_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_natural_village_id_natural_village_rel_efc31753" FOREIGN KEY ("natural_village_id") REFERENCES "relocation"."natural_village_relocation"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_subsidence_village_id_subsidence_village_id_fk" FOREIGN KEY ("subsidence_village_id") REFERENCES "relocation"."subsidence_village"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_standard_id_relocation_standard_id_fk" FOREIGN KEY ("standard_id") REFERENCES "relocation"."relocation_standard"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_case" ADD CONSTRAINT "relocation_case_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_consent" ADD CONSTRAINT "relocation_consent_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_consent" ADD CONSTRAINT "relocation_consent_case" FOREIGN KEY ("household_id","case_id","programme") REFERENCES "relocation"."relocation_case"("household_id","id","programme") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_consent" ADD CONSTRAINT "relocation_consent_signer" FOREIGN KEY ("household_id","signed_by_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_policy_decision" ADD CONSTRAINT "relocation_policy_decision_household_id_household_hous_cf0b92bb" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_policy_decision" ADD CONSTRAINT "relocation_policy_decision_case" FOREIGN KEY ("household_id","case_id") REFERENCES "relocation"."relocation_case"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."programme_assignment" ADD CONSTRAINT "programme_assignment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."subsidy_payment" ADD CONSTRAINT "subsidy_payment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."subsidy_payment" ADD CONSTRAINT "subsidy_payment_case" FOREIGN KEY ("household_id","case_id","programme") REFERENCES "relocation"."relocation_case"("household_id","id","programme") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocated_household_loan" ADD CONSTRAINT "relocated_household_loan_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocated_household_loan" ADD CONSTRAINT "relocated_household_loan_case" FOREIGN KEY ("household_id","case_id") REFERENCES "relocation"."relocation_case"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."household_tax_relief" ADD CONSTRAINT "household_tax_relief_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."household_tax_relief" ADD CONSTRAINT "household_tax_relief_case" FOREIGN KEY ("household_id","case_id") REFERENCES "relocation"."relocation_case"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."property_right" ADD CONSTRAINT "property_right_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."property_right" ADD CONSTRAINT "property_right_case" FOREIGN KEY ("household_id","case_id") REFERENCES "relocation"."relocation_case"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_service" ADD CONSTRAINT "settlement_service_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_service" ADD CONSTRAINT "settlement_service_case" FOREIGN KEY ("household_id","case_id","programme") REFERENCES "relocation"."relocation_case"("household_id","id","programme") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."settlement_service" ADD CONSTRAINT "settlement_service_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_follow_up" ADD CONSTRAINT "relocation_follow_up_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_follow_up" ADD CONSTRAINT "relocation_follow_up_case" FOREIGN KEY ("household_id","case_id","programme") REFERENCES "relocation"."relocation_case"("household_id","id","programme") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_project" ADD CONSTRAINT "follow_up_project_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_project" ADD CONSTRAINT "follow_up_project_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_income" ADD CONSTRAINT "follow_up_income_follow_up_project_id_follow_up_project_id_fk" FOREIGN KEY ("follow_up_project_id") REFERENCES "relocation"."follow_up_project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."follow_up_income" ADD CONSTRAINT "follow_up_income_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."site_support" ADD CONSTRAINT "site_support_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."house_renovation" ADD CONSTRAINT "house_renovation_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."house_renovation" ADD CONSTRAINT "house_renovation_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."renovation_instalment" ADD CONSTRAINT "renovation_instalment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."renovation_instalment" ADD CONSTRAINT "renovation_instalment_renovation" FOREIGN KEY ("household_id","renovation_id") REFERENCES "relocation"."house_renovation"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."collective_rental_house" ADD CONSTRAINT "collective_rental_house_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."rental_tenancy" ADD CONSTRAINT "rental_tenancy_house_id_collective_rental_house_id_fk" FOREIGN KEY ("house_id") REFERENCES "relocation"."collective_rental_house"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."rental_tenancy" ADD CONSTRAINT "rental_tenancy_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."habitat_project" ADD CONSTRAINT "habitat_project_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."relocation_financing" ADD CONSTRAINT "relocation_financing_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."fund_pooling" ADD CONSTRAINT "fund_pooling_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."fund_pooling" ADD CONSTRAINT "fund_pooling_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."subsidence_funding" ADD CONSTRAINT "subsidence_funding_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."project_tax_relief" ADD CONSTRAINT "project_tax_relief_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "core"."project"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."project_tax_relief" ADD CONSTRAINT "project_tax_relief_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."land_quota" ADD CONSTRAINT "land_quota_site_id_settlement_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "relocation"."settlement_site"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "relocation"."village_merger_part" ADD CONSTRAINT "village_merger_part_merger_id_village_merger_id_fk" FOREIGN KEY ("merger_id") REFERENCES "relocation"."village_merger"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "settlement_site_county_code_id_index" ON "relocation"."settlement_site" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "settlement_site_village_code_index" ON "relocation"."settlement_site" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "settlement_site_project_id_index" ON "relocation"."settlement_site" USING btree ("project_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "relocation_standard_one_in_force" ON "relocation"."relocation_standard" USING btree ("county_code") WHERE "relocation"."relocation_standard"."status" = 'IN_FORCE';
--> statement-breakpoint
CREATE INDEX "natural_village_relocation_county_code_id_index" ON "relocation"."natural_village_relocation" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "natural_village_relocation_village_code_index" ON "relocation"."natural_village_relocation" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "subsidence_village_county_code_id_index" ON "relocation"."subsidence_village" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "subsidence_village_village_code_index" ON "relocation"."subsidence_village" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "subsidence_village_project_id_index" ON "relocation"."subsidence_village" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "relocation_case_county_code_id_index" ON "relocation"."relocation_case" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_case_id_index" ON "relocation"."relocation_case" USING btree ("id");
--> statement-breakpoint
CREATE UNIQUE INDEX "relocation_case_one_live" ON "relocation"."relocation_case" USING btree ("household_id") WHERE "relocation"."relocation_case"."status" not in ('WITHDRAWN', 'REJECTED');
--> statement-breakpoint
CREATE INDEX "relocation_case_site_id_index" ON "relocation"."relocation_case" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "relocation_case_standard_id_index" ON "relocation"."relocation_case" USING btree ("standard_id");
--> statement-breakpoint
CREATE INDEX "relocation_case_project_id_index" ON "relocation"."relocation_case" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "relocation_case_natural_village_id_index" ON "relocation"."relocation_case" USING btree ("natural_village_id");
--> statement-breakpoint
CREATE INDEX "relocation_case_subsidence_village_id_index" ON "relocation"."relocation_case" USING btree ("subsidence_village_id");
--> statement-breakpoint
CREATE INDEX "relocation_consent_county_code_id_index" ON "relocation"."relocation_consent" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_consent_id_index" ON "relocation"."relocation_consent" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "relocation_consent_case_id_index" ON "relocation"."relocation_consent" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "relocation_policy_decision_county_code_id_index" ON "relocation"."relocation_policy_decision" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_policy_decision_id_index" ON "relocation"."relocation_policy_decision" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "relocation_policy_decision_case_id_index" ON "relocation"."relocation_policy_decision" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "programme_assignment_county_code_id_index" ON "relocation"."programme_assignment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "programme_assignment_id_index" ON "relocation"."programme_assignment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "subsidy_payment_county_code_id_index" ON "relocation"."subsidy_payment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "subsidy_payment_id_index" ON "relocation"."subsidy_payment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "subsidy_payment_case_id_index" ON "relocation"."subsidy_payment" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "subsidy_payment_disbursement_id_index" ON "relocation"."subsidy_payment" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "relocated_household_loan_county_code_id_index" ON "relocation"."relocated_household_loan" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocated_household_loan_id_index" ON "relocation"."relocated_household_loan" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "relocated_household_loan_case_id_index" ON "relocation"."relocated_household_loan" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "household_tax_relief_county_code_id_index" ON "relocation"."household_tax_relief" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "household_tax_relief_id_index" ON "relocation"."household_tax_relief" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "household_tax_relief_case_id_index" ON "relocation"."household_tax_relief" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "property_right_county_code_id_index" ON "relocation"."property_right" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "property_right_id_index" ON "relocation"."property_right" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "property_right_case_id_index" ON "relocation"."property_right" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "settlement_service_county_code_id_index" ON "relocation"."settlement_service" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "settlement_service_id_index" ON "relocation"."settlement_service" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "settlement_service_case_id_index" ON "relocation"."settlement_service" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "relocation_follow_up_county_code_id_index" ON "relocation"."relocation_follow_up" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_follow_up_id_index" ON "relocation"."relocation_follow_up" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "relocation_follow_up_case_id_index" ON "relocation"."relocation_follow_up" USING btree ("case_id");
--> statement-breakpoint
CREATE INDEX "follow_up_project_county_code_id_index" ON "relocation"."follow_up_project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "follow_up_project_site_id_index" ON "relocation"."follow_up_project" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "follow_up_project_project_id_index" ON "relocation"."follow_up_project" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "follow_up_income_county_code_id_index" ON "relocation"."follow_up_income" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "follow_up_income_id_index" ON "relocation"."follow_up_income" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "follow_up_income_follow_up_project_id_index" ON "relocation"."follow_up_income" USING btree ("follow_up_project_id");
--> statement-breakpoint
CREATE INDEX "site_support_county_code_id_index" ON "relocation"."site_support" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "site_support_site_id_index" ON "relocation"."site_support" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "site_support_village_code_index" ON "relocation"."site_support" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "house_renovation_county_code_id_index" ON "relocation"."house_renovation" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "house_renovation_id_index" ON "relocation"."house_renovation" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "house_renovation_project_id_index" ON "relocation"."house_renovation" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "renovation_instalment_county_code_id_index" ON "relocation"."renovation_instalment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "renovation_instalment_id_index" ON "relocation"."renovation_instalment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "renovation_instalment_renovation_id_index" ON "relocation"."renovation_instalment" USING btree ("renovation_id");
--> statement-breakpoint
CREATE INDEX "renovation_instalment_disbursement_id_index" ON "relocation"."renovation_instalment" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "collective_rental_house_county_code_id_index" ON "relocation"."collective_rental_house" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "collective_rental_house_village_code_index" ON "relocation"."collective_rental_house" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "collective_rental_house_project_id_index" ON "relocation"."collective_rental_house" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "rental_tenancy_county_code_id_index" ON "relocation"."rental_tenancy" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "rental_tenancy_id_index" ON "relocation"."rental_tenancy" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "rental_tenancy_house_id_index" ON "relocation"."rental_tenancy" USING btree ("house_id");
--> statement-breakpoint
CREATE INDEX "habitat_project_county_code_id_index" ON "relocation"."habitat_project" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "habitat_project_village_code_index" ON "relocation"."habitat_project" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "habitat_project_project_id_index" ON "relocation"."habitat_project" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "relocation_financing_county_code_id_index" ON "relocation"."relocation_financing" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "relocation_financing_project_id_index" ON "relocation"."relocation_financing" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "fund_pooling_county_code_id_index" ON "relocation"."fund_pooling" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "fund_pooling_site_id_index" ON "relocation"."fund_pooling" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "fund_pooling_project_id_index" ON "relocation"."fund_pooling" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "fund_pooling_village_code_index" ON "relocation"."fund_pooling" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "subsidence_funding_county_code_id_index" ON "relocation"."subsidence_funding" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "subsidence_funding_project_id_index" ON "relocation"."subsidence_funding" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "project_tax_relief_county_code_id_index" ON "relocation"."project_tax_relief" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "project_tax_relief_project_id_index" ON "relocation"."project_tax_relief" USING btree ("project_id");
--> statement-breakpoint
CREATE INDEX "project_tax_relief_site_id_index" ON "relocation"."project_tax_relief" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "land_quota_county_code_id_index" ON "relocation"."land_quota" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "land_quota_site_id_index" ON "relocation"."land_quota" USING btree ("site_id");
--> statement-breakpoint
CREATE INDEX "village_merger_county_code_id_index" ON "relocation"."village_merger" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "village_merger_new_village_code_index" ON "relocation"."village_merger" USING btree ("new_village_code");
--> statement-breakpoint
CREATE INDEX "village_merger_part_county_code_id_index" ON "relocation"."village_merger_part" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "village_merger_part_merger_id_index" ON "relocation"."village_merger_part" USING btree ("merger_id");
--> statement-breakpoint
CREATE INDEX "village_merger_part_old_village_code_index" ON "relocation"."village_merger_part" USING btree ("old_village_code");
