CREATE SCHEMA "health";
--> statement-breakpoint
CREATE TABLE "health"."facility" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"tier" text NOT NULL,
	"place_code" text NOT NULL,
	"grade" text DEFAULT 'UNGRADED' NOT NULL,
	"graded_on" date,
	"beds" integer DEFAULT 0 NOT NULL,
	"staff" integer DEFAULT 0 NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	"building_on" date,
	"standard_on" date,
	"status" text DEFAULT 'BELOW_STANDARD' NOT NULL,
	CONSTRAINT "facility_key" UNIQUE("county_code","code"),
	CONSTRAINT "facility_numbers" CHECK ("health"."facility"."beds" >= 0 and "health"."facility"."staff" >= 0),
	CONSTRAINT "facility_grade" CHECK (("health"."facility"."grade" = 'UNGRADED') = ("health"."facility"."graded_on" is null)),
	CONSTRAINT "facility_tier" CHECK ("health"."facility"."tier" = case "health"."facility"."kind"
    when 'COUNTY_HOSPITAL' then 'COUNTY' when 'COUNTY_TCM_HOSPITAL' then 'COUNTY' when 'TOWNSHIP_HEALTH_CENTRE' then 'TOWNSHIP' else 'VILLAGE' end),
	CONSTRAINT "facility_open" CHECK ("health"."facility"."closed_on" >= "health"."facility"."opened_on")
);
--> statement-breakpoint
CREATE TABLE "health"."tertiary_hospital" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"grade" text NOT NULL,
	"affiliation" text NOT NULL,
	"place_code" text NOT NULL,
	CONSTRAINT "tertiary_hospital_key" UNIQUE("code"),
	CONSTRAINT "tertiary_hospital_grade" CHECK ("health"."tertiary_hospital"."grade" in ('GRADE_3A', 'GRADE_3B'))
);
--> statement-breakpoint
CREATE TABLE "health"."doctor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"licence" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"facility_id" uuid NOT NULL,
	"place_code" text NOT NULL,
	"born_on" date NOT NULL,
	"started_on" date NOT NULL,
	"retired_on" date,
	"left_on" date,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	CONSTRAINT "doctor_key" UNIQUE("county_code","licence"),
	CONSTRAINT "doctor_dates" CHECK ("health"."doctor"."started_on" > "health"."doctor"."born_on")
);
--> statement-breakpoint
CREATE TABLE "health"."health_record" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
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
	"area_code" text NOT NULL,
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
CREATE TABLE "health"."illness_case" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"disease_id" uuid NOT NULL,
	"diagnosed_on" date NOT NULL,
	"treatment_class" text,
	"facility_id" uuid,
	"tertiary_hospital_id" uuid,
	"plan" text,
	"cost" numeric(18, 2),
	"treated_on" date,
	"recovered_on" date,
	"chronic_on" date,
	"died_on" date,
	"cause_of_death" text,
	"status" text DEFAULT 'DIAGNOSED' NOT NULL,
	CONSTRAINT "illness_case_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "illness_case_key" UNIQUE("household_id","disease_id","diagnosed_on"),
	CONSTRAINT "illness_case_where" CHECK (num_nonnulls("health"."illness_case"."facility_id", "health"."illness_case"."tertiary_hospital_id") <= 1),
	CONSTRAINT "illness_case_cost" CHECK ("health"."illness_case"."cost" >= 0),
	CONSTRAINT "illness_case_died" CHECK (("health"."illness_case"."status" = 'DECEASED') = ("health"."illness_case"."died_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "health"."rehabilitation_service" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"health_record_id" uuid NOT NULL,
	"item" text NOT NULL,
	"needed_on" date NOT NULL,
	"facility_id" uuid,
	"insured" boolean NOT NULL,
	"cost" numeric(18, 2),
	"reimbursed" numeric(18, 2),
	"started_on" date,
	"completed_on" date,
	"status" text DEFAULT 'NEEDED' NOT NULL,
	CONSTRAINT "rehabilitation_service_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "rehabilitation_service_key" UNIQUE("household_id","person_id","item","needed_on"),
	CONSTRAINT "rehabilitation_service_amounts" CHECK ("health"."rehabilitation_service"."cost" >= 0 and "health"."rehabilitation_service"."reimbursed" >= 0 and "health"."rehabilitation_service"."reimbursed" <= "health"."rehabilitation_service"."cost"),
	CONSTRAINT "rehabilitation_service_insured" CHECK ("health"."rehabilitation_service"."insured" or coalesce("health"."rehabilitation_service"."reimbursed", 0) = 0)
);
--> statement-breakpoint
CREATE TABLE "health"."doctor_contract" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"doctor_id" uuid,
	"service_package" text NOT NULL,
	"visits_due" integer NOT NULL,
	"signed_by_id" uuid,
	"signed_on" date,
	"ends_on" date,
	"served_on" date,
	"expired_on" date,
	"status" text DEFAULT 'NOT_SIGNED' NOT NULL,
	CONSTRAINT "doctor_contract_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "doctor_contract_key" UNIQUE("household_id","year"),
	CONSTRAINT "doctor_contract_visits" CHECK ("health"."doctor_contract"."visits_due" > 0),
	CONSTRAINT "doctor_contract_signed" CHECK ("health"."doctor_contract"."status" = 'NOT_SIGNED' or num_nonnulls("health"."doctor_contract"."doctor_id", "health"."doctor_contract"."signed_by_id", "health"."doctor_contract"."signed_on", "health"."doctor_contract"."ends_on") = 4)
);
--> statement-breakpoint
CREATE TABLE "health"."doctor_visit" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"visited_on" date NOT NULL,
	"kind" text NOT NULL,
	"doctor_id" uuid NOT NULL,
	"finding" text,
	CONSTRAINT "doctor_visit_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "doctor_visit_key" UNIQUE("household_id","contract_id","person_id","visited_on","kind")
);
--> statement-breakpoint
CREATE TABLE "health"."disease_control" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"kind" text NOT NULL,
	"disease" text NOT NULL,
	"reported_on" date NOT NULL,
	"cases" integer NOT NULL,
	"measures" text[] DEFAULT '{}' NOT NULL,
	"follow_up_on" date,
	"managed_on" date,
	"closed_on" date,
	"status" text DEFAULT 'REPORTED' NOT NULL,
	CONSTRAINT "disease_control_key" UNIQUE("county_code","village_code","disease","reported_on"),
	CONSTRAINT "disease_control_cases" CHECK ("health"."disease_control"."cases" >= 0),
	CONSTRAINT "disease_control_managed" CHECK ("health"."disease_control"."status" = 'REPORTED' or cardinality("health"."disease_control"."measures") > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."disease_management" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"disease_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"facility_id" uuid,
	"reported_on" date NOT NULL,
	"last_follow_up_on" date,
	"next_follow_up_on" date,
	"management" text,
	"managed_on" date,
	"closed_on" date,
	"status" text DEFAULT 'REPORTED' NOT NULL,
	CONSTRAINT "disease_management_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "disease_management_key" UNIQUE("household_id","disease_id","reported_on")
);
--> statement-breakpoint
CREATE TABLE "health"."warning_standard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"poverty_line" numeric(18, 2) NOT NULL,
	"near_line_factor" numeric(14, 2) NOT NULL,
	"watch_share" numeric(14, 4) NOT NULL,
	"serious_share" numeric(14, 4) NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "warning_standard_key" UNIQUE("year"),
	CONSTRAINT "warning_standard_values" CHECK ("health"."warning_standard"."poverty_line" > 0 and "health"."warning_standard"."near_line_factor" >= 1 and "health"."warning_standard"."watch_share" > 0 and "health"."warning_standard"."serious_share" >= "health"."warning_standard"."watch_share" and "health"."warning_standard"."serious_share" <= 1)
);
--> statement-breakpoint
CREATE TABLE "health"."warning_response" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"year" smallint NOT NULL,
	"level" text NOT NULL,
	"opened_on" date NOT NULL,
	"measure" text,
	"note" text,
	"measure_on" date,
	"outcome" text,
	"closed_on" date,
	"status" text DEFAULT 'OPENED' NOT NULL,
	CONSTRAINT "warning_response_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "warning_response_key" UNIQUE("household_id","year")
);
--> statement-breakpoint
CREATE TABLE "health"."facility_assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"standard" text NOT NULL,
	"assessed_by" text NOT NULL,
	"premises" boolean NOT NULL,
	"equipment" boolean NOT NULL,
	"staffing" boolean NOT NULL,
	"medicines" boolean NOT NULL,
	"services" boolean NOT NULL,
	"information" boolean NOT NULL,
	"remark" text,
	"passed" boolean GENERATED ALWAYS AS (premises and equipment and staffing and medicines and services and information) STORED,
	CONSTRAINT "facility_assessment_key" UNIQUE("county_code","facility_id","assessed_on")
);
--> statement-breakpoint
CREATE TABLE "health"."village_service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"village_code" text NOT NULL,
	"kind" text,
	"facility_id" uuid,
	"doctor_id" uuid,
	"households" integer NOT NULL,
	"households_served" integer DEFAULT 0 NOT NULL,
	"planned_on" date,
	"served_on" date,
	"status" text DEFAULT 'NONE' NOT NULL,
	CONSTRAINT "village_service_key" UNIQUE("county_code","village_code"),
	CONSTRAINT "village_service_households" CHECK ("health"."village_service"."households_served" >= 0 and "health"."village_service"."households_served" <= "health"."village_service"."households"),
	CONSTRAINT "village_service_kind" CHECK ("health"."village_service"."status" = 'NONE' or "health"."village_service"."kind" is not null)
);
--> statement-breakpoint
CREATE TABLE "health"."mobile_visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"village_code" text NOT NULL,
	"visited_on" date NOT NULL,
	"households" integer NOT NULL,
	"consultations" integer NOT NULL,
	CONSTRAINT "mobile_visit_key" UNIQUE("county_code","facility_id","village_code","visited_on"),
	CONSTRAINT "mobile_visit_numbers" CHECK ("health"."mobile_visit"."households" >= 0 and "health"."mobile_visit"."consultations" >= 0)
);
--> statement-breakpoint
CREATE TABLE "health"."doctor_benefit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"doctor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_on" date NOT NULL,
	"monthly_amount" numeric(18, 2) NOT NULL,
	"stopped_on" date,
	"status" text DEFAULT 'ELIGIBLE' NOT NULL,
	CONSTRAINT "doctor_benefit_key" UNIQUE("county_code","doctor_id","kind","from_on"),
	CONSTRAINT "doctor_benefit_amount" CHECK ("health"."doctor_benefit"."monthly_amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."doctor_benefit_payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"benefit_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"month" smallint NOT NULL,
	"amount" numeric(18, 2) NOT NULL,
	"paid_on" date NOT NULL,
	CONSTRAINT "doctor_benefit_payment_key" UNIQUE("county_code","benefit_id","year","month"),
	CONSTRAINT "doctor_benefit_payment_month" CHECK ("health"."doctor_benefit_payment"."month" between 1 and 12 and "health"."doctor_benefit_payment"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."hospital_pairing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"agreement_number" text NOT NULL,
	"tertiary_hospital_id" uuid,
	"supporting_facility_id" uuid,
	"facility_id" uuid NOT NULL,
	"signed_on" date NOT NULL,
	"due_on" date NOT NULL,
	"doctor_months" integer NOT NULL,
	"started_on" date,
	"ended_on" date,
	"status" text DEFAULT 'SIGNED' NOT NULL,
	CONSTRAINT "hospital_pairing_key" UNIQUE("county_code","agreement_number"),
	CONSTRAINT "hospital_pairing_supporter" CHECK (num_nonnulls("health"."hospital_pairing"."tertiary_hospital_id", "health"."hospital_pairing"."supporting_facility_id") = 1 and "health"."hospital_pairing"."supporting_facility_id" is distinct from "health"."hospital_pairing"."facility_id"),
	CONSTRAINT "hospital_pairing_values" CHECK ("health"."hospital_pairing"."due_on" > "health"."hospital_pairing"."signed_on" and "health"."hospital_pairing"."doctor_months" > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."pairing_secondment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"pairing_id" uuid NOT NULL,
	"doctor_name" text NOT NULL,
	"speciality" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"months" numeric(14, 1),
	CONSTRAINT "pairing_secondment_key" UNIQUE("county_code","pairing_id","doctor_name","from_on"),
	CONSTRAINT "pairing_secondment_period" CHECK ("health"."pairing_secondment"."to_on" >= "health"."pairing_secondment"."from_on" and ("health"."pairing_secondment"."to_on" is null) = ("health"."pairing_secondment"."months" is null) and "health"."pairing_secondment"."months" > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."telemedicine_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"tertiary_hospital_id" uuid NOT NULL,
	"planned_on" date NOT NULL,
	"connected_on" date,
	"in_use_on" date,
	"down_on" date,
	"status" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "telemedicine_link_key" UNIQUE("county_code","facility_id","tertiary_hospital_id")
);
--> statement-breakpoint
CREATE TABLE "health"."teleconsultation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"link_id" uuid NOT NULL,
	"number" text NOT NULL,
	"consulted_on" date NOT NULL,
	"speciality" text NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "teleconsultation_key" UNIQUE("county_code","link_id","number"),
	CONSTRAINT "teleconsultation_minutes" CHECK ("health"."teleconsultation"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "health"."staffing_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"gp_posts" integer NOT NULL,
	"specialist_posts" integer NOT NULL,
	"document_number" text NOT NULL,
	CONSTRAINT "staffing_plan_key" UNIQUE("county_code","facility_id","year"),
	CONSTRAINT "staffing_plan_posts" CHECK ("health"."staffing_plan"."gp_posts" >= 0 and "health"."staffing_plan"."specialist_posts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "health"."medical_post" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"number" text NOT NULL,
	"year" smallint NOT NULL,
	"kind" text NOT NULL,
	"scheme" text NOT NULL,
	"doctor_name" text,
	"opened_on" date NOT NULL,
	"appointed_on" date,
	"left_on" date,
	"status" text DEFAULT 'OPEN' NOT NULL,
	CONSTRAINT "medical_post_key" UNIQUE("county_code","number"),
	CONSTRAINT "medical_post_filled" CHECK ("health"."medical_post"."status" = 'OPEN' or "health"."medical_post"."doctor_name" is not null)
);
--> statement-breakpoint
CREATE TABLE "health"."insurance_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"document_number" text NOT NULL,
	"layer" text NOT NULL,
	"scheme" text NOT NULL,
	"service" text NOT NULL,
	"tier" text NOT NULL,
	"beneficiaries" text NOT NULL,
	"deductible" numeric(18, 2) NOT NULL,
	"deductible_basis" text NOT NULL,
	"ratio" numeric(14, 2) NOT NULL,
	"ceiling" numeric(18, 2),
	"effective_on" date,
	"superseded_on" date,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	CONSTRAINT "insurance_rule_key" UNIQUE("county_code","code"),
	CONSTRAINT "insurance_rule_layer" CHECK ("health"."insurance_rule"."layer" in ('BASIC_INSURANCE', 'SERIOUS_ILLNESS_INSURANCE', 'MEDICAL_ASSISTANCE') and ("health"."insurance_rule"."scheme" = 'ANY') = ("health"."insurance_rule"."layer" = 'MEDICAL_ASSISTANCE')),
	CONSTRAINT "insurance_rule_terms" CHECK ("health"."insurance_rule"."deductible" >= 0 and "health"."insurance_rule"."ratio" > 0 and "health"."insurance_rule"."ratio" <= 100 and "health"."insurance_rule"."ceiling" > 0),
	CONSTRAINT "insurance_rule_dates" CHECK ("health"."insurance_rule"."superseded_on" > "health"."insurance_rule"."effective_on" and ("health"."insurance_rule"."status" = 'DRAFT') = ("health"."insurance_rule"."effective_on" is null))
);
--> statement-breakpoint
CREATE TABLE "health"."insurance_enrolment" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"scheme" text,
	"premium" numeric(18, 2),
	"subsidy" numeric(18, 2),
	"enrolled_on" date,
	"subsidy_due_on" date,
	"subsidy_paid_on" date,
	"disbursement_id" uuid,
	"status" text DEFAULT 'NOT_ENROLLED' NOT NULL,
	CONSTRAINT "insurance_enrolment_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "insurance_enrolment_key" UNIQUE("household_id","person_id","year"),
	CONSTRAINT "insurance_enrolment_amounts" CHECK ("health"."insurance_enrolment"."premium" > 0 and "health"."insurance_enrolment"."subsidy" >= 0 and "health"."insurance_enrolment"."subsidy" <= "health"."insurance_enrolment"."premium"),
	CONSTRAINT "insurance_enrolment_enrolled" CHECK ("health"."insurance_enrolment"."status" = 'NOT_ENROLLED' or num_nonnulls("health"."insurance_enrolment"."scheme", "health"."insurance_enrolment"."premium", "health"."insurance_enrolment"."enrolled_on") = 3),
	CONSTRAINT "insurance_enrolment_subsidised" CHECK ("health"."insurance_enrolment"."status" not in ('SUBSIDY_DUE', 'SUBSIDY_PAID') or "health"."insurance_enrolment"."subsidy" is not null)
);
--> statement-breakpoint
CREATE TABLE "health"."medical_claim" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"claim_number" text NOT NULL,
	"facility_id" uuid,
	"tertiary_hospital_id" uuid,
	"service" text NOT NULL,
	"diagnosis" text NOT NULL,
	"disease_code" text,
	"admitted_on" date NOT NULL,
	"discharged_on" date,
	"bill" numeric(18, 2),
	"eligible_cost" numeric(18, 2),
	"self_paid" numeric(18, 2),
	"settlement_number" smallint DEFAULT 0 NOT NULL,
	"settled_on" date,
	"assistance_due_on" date,
	"closed_on" date,
	"year" integer GENERATED ALWAYS AS (extract(year from discharged_on)::int) STORED,
	"status" text DEFAULT 'OPEN' NOT NULL,
	CONSTRAINT "medical_claim_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "medical_claim_key" UNIQUE("household_id","claim_number"),
	CONSTRAINT "medical_claim_where" CHECK (num_nonnulls("health"."medical_claim"."facility_id", "health"."medical_claim"."tertiary_hospital_id") = 1),
	CONSTRAINT "medical_claim_amounts" CHECK ("health"."medical_claim"."bill" > 0 and "health"."medical_claim"."eligible_cost" >= 0 and "health"."medical_claim"."eligible_cost" <= "health"."medical_claim"."bill" and "health"."medical_claim"."self_paid" >= 0 and "health"."medical_claim"."self_paid" <= "health"."medical_claim"."bill"),
	CONSTRAINT "medical_claim_dates" CHECK ("health"."medical_claim"."discharged_on" >= "health"."medical_claim"."admitted_on" and "health"."medical_claim"."settled_on" >= "health"."medical_claim"."discharged_on"),
	CONSTRAINT "medical_claim_settled" CHECK (("health"."medical_claim"."status" = 'OPEN') = ("health"."medical_claim"."settlement_number" = 0) and ("health"."medical_claim"."status" = 'OPEN' or num_nonnulls("health"."medical_claim"."discharged_on", "health"."medical_claim"."bill", "health"."medical_claim"."eligible_cost", "health"."medical_claim"."self_paid", "health"."medical_claim"."settled_on") = 5))
);
--> statement-breakpoint
CREATE TABLE "health"."claim_settlement" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claim_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"settled_on" date NOT NULL,
	"scheme" text,
	"bill" numeric(18, 2) NOT NULL,
	"eligible_cost" numeric(18, 2) NOT NULL,
	"paid" numeric(18, 2) NOT NULL,
	"self_paid" numeric(18, 2) NOT NULL,
	"reason" text,
	CONSTRAINT "claim_settlement_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "claim_settlement_key" UNIQUE("household_id","claim_id","number"),
	CONSTRAINT "claim_settlement_sum" CHECK ("health"."claim_settlement"."paid" + "health"."claim_settlement"."self_paid" = "health"."claim_settlement"."bill" and "health"."claim_settlement"."paid" >= 0 and "health"."claim_settlement"."self_paid" >= 0),
	CONSTRAINT "claim_settlement_reason" CHECK ("health"."claim_settlement"."number" > 0 and ("health"."claim_settlement"."number" = 1) = ("health"."claim_settlement"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "health"."settlement_layer" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settlement_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"layer" text NOT NULL,
	"left_before" numeric(18, 2) NOT NULL,
	"base" numeric(18, 2) NOT NULL,
	"paid" numeric(18, 2) NOT NULL,
	"left_after" numeric(18, 2) NOT NULL,
	"zero_reason" text,
	"rule_id" uuid,
	CONSTRAINT "settlement_layer_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "settlement_layer_key" UNIQUE("household_id","settlement_id","position"),
	CONSTRAINT "settlement_layer_order" CHECK ("health"."settlement_layer"."position" = case "health"."settlement_layer"."layer"
    when 'BASIC_INSURANCE' then 1 when 'SERIOUS_ILLNESS_INSURANCE' then 2 when 'MEDICAL_ASSISTANCE' then 3 when 'TEMPORARY_ASSISTANCE' then 4 else 5 end),
	CONSTRAINT "settlement_layer_amounts" CHECK ("health"."settlement_layer"."paid" >= 0 and "health"."settlement_layer"."base" >= 0 and "health"."settlement_layer"."paid" <= "health"."settlement_layer"."left_before" and "health"."settlement_layer"."left_after" = "health"."settlement_layer"."left_before" - "health"."settlement_layer"."paid"),
	CONSTRAINT "settlement_layer_reason" CHECK (("health"."settlement_layer"."paid" = 0) = ("health"."settlement_layer"."zero_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "health"."medical_assistance" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"application_number" text NOT NULL,
	"kind" text NOT NULL,
	"self_paid_before" numeric(18, 2) NOT NULL,
	"applied_amount" numeric(18, 2) NOT NULL,
	"amount" numeric(18, 2),
	"donor" text,
	"refusal_reason" text,
	"counted_in" smallint,
	"applied_on" date NOT NULL,
	"decided_on" date,
	"paid_on" date,
	"disbursement_id" uuid,
	"status" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "medical_assistance_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "medical_assistance_key" UNIQUE("household_id","application_number"),
	CONSTRAINT "medical_assistance_amounts" CHECK ("health"."medical_assistance"."self_paid_before" > 0 and "health"."medical_assistance"."applied_amount" > 0 and "health"."medical_assistance"."applied_amount" <= "health"."medical_assistance"."self_paid_before" and "health"."medical_assistance"."amount" > 0 and "health"."medical_assistance"."amount" <= "health"."medical_assistance"."applied_amount"),
	CONSTRAINT "medical_assistance_decided" CHECK (("health"."medical_assistance"."status" = 'APPLIED') = ("health"."medical_assistance"."decided_on" is null) and ("health"."medical_assistance"."status" not in ('APPROVED', 'PAID') or "health"."medical_assistance"."amount" is not null))
);
--> statement-breakpoint
CREATE TABLE "health"."assistance_eligibility" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"basis" text NOT NULL,
	"covered_on" date,
	"ended_on" date,
	"status" text DEFAULT 'NOT_COVERED' NOT NULL,
	CONSTRAINT "assistance_eligibility_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "assistance_eligibility_key" UNIQUE("household_id","person_id","assessed_on"),
	CONSTRAINT "assistance_eligibility_dates" CHECK ("health"."assistance_eligibility"."ended_on" >= "health"."assistance_eligibility"."covered_on" and ("health"."assistance_eligibility"."status" = 'COVERED') = ("health"."assistance_eligibility"."covered_on" is not null and "health"."assistance_eligibility"."ended_on" is null))
);
--> statement-breakpoint
CREATE TABLE "health"."treat_before_pay" (
	"household_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"area_code" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid NOT NULL,
	"agreement_number" text NOT NULL,
	"facility_id" uuid,
	"tertiary_hospital_id" uuid,
	"claim_id" uuid,
	"signed_on" date NOT NULL,
	"admitted_on" date,
	"owed_on" date,
	"settled_on" date,
	"paid_amount" numeric(18, 2) DEFAULT '0' NOT NULL,
	"status" text DEFAULT 'SIGNED' NOT NULL,
	CONSTRAINT "treat_before_pay_household_id_id_pk" PRIMARY KEY("household_id","id"),
	CONSTRAINT "treat_before_pay_key" UNIQUE("household_id","agreement_number"),
	CONSTRAINT "treat_before_pay_where" CHECK (num_nonnulls("health"."treat_before_pay"."facility_id", "health"."treat_before_pay"."tertiary_hospital_id") = 1),
	CONSTRAINT "treat_before_pay_amount" CHECK ("health"."treat_before_pay"."paid_amount" >= 0),
	CONSTRAINT "treat_before_pay_claimed" CHECK ("health"."treat_before_pay"."status" in ('SIGNED', 'IN_HOSPITAL') or "health"."treat_before_pay"."claim_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "health"."doctor" ADD CONSTRAINT "doctor_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
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
ALTER TABLE "health"."illness_case" ADD CONSTRAINT "illness_case_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."illness_case" ADD CONSTRAINT "illness_case_tertiary_hospital_id_tertiary_hospital_id_fk" FOREIGN KEY ("tertiary_hospital_id") REFERENCES "health"."tertiary_hospital"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."illness_case" ADD CONSTRAINT "illness_case_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."illness_case" ADD CONSTRAINT "illness_case_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."illness_case" ADD CONSTRAINT "illness_case_disease" FOREIGN KEY ("household_id","disease_id") REFERENCES "health"."diagnosed_disease"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."rehabilitation_service" ADD CONSTRAINT "rehabilitation_service_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."rehabilitation_service" ADD CONSTRAINT "rehabilitation_service_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."rehabilitation_service" ADD CONSTRAINT "rehabilitation_service_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."rehabilitation_service" ADD CONSTRAINT "rehabilitation_service_record" FOREIGN KEY ("household_id","health_record_id") REFERENCES "health"."health_record"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_contract" ADD CONSTRAINT "doctor_contract_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "health"."doctor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_contract" ADD CONSTRAINT "doctor_contract_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_contract" ADD CONSTRAINT "doctor_contract_signer" FOREIGN KEY ("household_id","signed_by_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_visit" ADD CONSTRAINT "doctor_visit_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "health"."doctor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_visit" ADD CONSTRAINT "doctor_visit_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_visit" ADD CONSTRAINT "doctor_visit_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_visit" ADD CONSTRAINT "doctor_visit_contract" FOREIGN KEY ("household_id","contract_id") REFERENCES "health"."doctor_contract"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."disease_management" ADD CONSTRAINT "disease_management_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."disease_management" ADD CONSTRAINT "disease_management_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."disease_management" ADD CONSTRAINT "disease_management_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."disease_management" ADD CONSTRAINT "disease_management_disease" FOREIGN KEY ("household_id","disease_id") REFERENCES "health"."diagnosed_disease"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."warning_response" ADD CONSTRAINT "warning_response_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."facility_assessment" ADD CONSTRAINT "facility_assessment_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."village_service" ADD CONSTRAINT "village_service_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."village_service" ADD CONSTRAINT "village_service_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "health"."doctor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."mobile_visit" ADD CONSTRAINT "mobile_visit_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_benefit" ADD CONSTRAINT "doctor_benefit_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "health"."doctor"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."doctor_benefit_payment" ADD CONSTRAINT "doctor_benefit_payment_benefit_id_doctor_benefit_id_fk" FOREIGN KEY ("benefit_id") REFERENCES "health"."doctor_benefit"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."hospital_pairing" ADD CONSTRAINT "hospital_pairing_tertiary_hospital_id_tertiary_hospital_id_fk" FOREIGN KEY ("tertiary_hospital_id") REFERENCES "health"."tertiary_hospital"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."hospital_pairing" ADD CONSTRAINT "hospital_pairing_supporting_facility_id_facility_id_fk" FOREIGN KEY ("supporting_facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."hospital_pairing" ADD CONSTRAINT "hospital_pairing_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."pairing_secondment" ADD CONSTRAINT "pairing_secondment_pairing_id_hospital_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "health"."hospital_pairing"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."telemedicine_link" ADD CONSTRAINT "telemedicine_link_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."telemedicine_link" ADD CONSTRAINT "telemedicine_link_tertiary_hospital_id_tertiary_hospital_id_fk" FOREIGN KEY ("tertiary_hospital_id") REFERENCES "health"."tertiary_hospital"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."teleconsultation" ADD CONSTRAINT "teleconsultation_link_id_telemedicine_link_id_fk" FOREIGN KEY ("link_id") REFERENCES "health"."telemedicine_link"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."staffing_plan" ADD CONSTRAINT "staffing_plan_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_post" ADD CONSTRAINT "medical_post_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."insurance_enrolment" ADD CONSTRAINT "insurance_enrolment_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."insurance_enrolment" ADD CONSTRAINT "insurance_enrolment_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_claim" ADD CONSTRAINT "medical_claim_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_claim" ADD CONSTRAINT "medical_claim_tertiary_hospital_id_tertiary_hospital_id_fk" FOREIGN KEY ("tertiary_hospital_id") REFERENCES "health"."tertiary_hospital"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_claim" ADD CONSTRAINT "medical_claim_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_claim" ADD CONSTRAINT "medical_claim_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."claim_settlement" ADD CONSTRAINT "claim_settlement_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."claim_settlement" ADD CONSTRAINT "claim_settlement_claim" FOREIGN KEY ("household_id","claim_id") REFERENCES "health"."medical_claim"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."settlement_layer" ADD CONSTRAINT "settlement_layer_rule_id_insurance_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "health"."insurance_rule"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."settlement_layer" ADD CONSTRAINT "settlement_layer_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."settlement_layer" ADD CONSTRAINT "settlement_layer_settlement" FOREIGN KEY ("household_id","settlement_id") REFERENCES "health"."claim_settlement"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_assistance" ADD CONSTRAINT "medical_assistance_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_assistance" ADD CONSTRAINT "medical_assistance_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."medical_assistance" ADD CONSTRAINT "medical_assistance_claim" FOREIGN KEY ("household_id","claim_id") REFERENCES "health"."medical_claim"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."assistance_eligibility" ADD CONSTRAINT "assistance_eligibility_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."assistance_eligibility" ADD CONSTRAINT "assistance_eligibility_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."treat_before_pay" ADD CONSTRAINT "treat_before_pay_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "health"."facility"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."treat_before_pay" ADD CONSTRAINT "treat_before_pay_tertiary_hospital_id_tertiary_hospital_id_fk" FOREIGN KEY ("tertiary_hospital_id") REFERENCES "health"."tertiary_hospital"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."treat_before_pay" ADD CONSTRAINT "treat_before_pay_household_id_household_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "core"."household"("household_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."treat_before_pay" ADD CONSTRAINT "treat_before_pay_person" FOREIGN KEY ("household_id","person_id") REFERENCES "core"."person"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "health"."treat_before_pay" ADD CONSTRAINT "treat_before_pay_claim" FOREIGN KEY ("household_id","claim_id") REFERENCES "health"."medical_claim"("household_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "facility_county_code_id_index" ON "health"."facility" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "facility_place_code_index" ON "health"."facility" USING btree ("place_code");
--> statement-breakpoint
CREATE INDEX "doctor_county_code_id_index" ON "health"."doctor" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_facility_id_index" ON "health"."doctor" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "doctor_place_code_index" ON "health"."doctor" USING btree ("place_code");
--> statement-breakpoint
CREATE INDEX "health_record_county_code_id_index" ON "health"."health_record" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "health_record_area_code_id_index" ON "health"."health_record" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "health_record_id_index" ON "health"."health_record" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "health_record_person_id_index" ON "health"."health_record" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_county_code_id_index" ON "health"."diagnosed_disease" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_area_code_id_index" ON "health"."diagnosed_disease" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_id_index" ON "health"."diagnosed_disease" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_person_id_index" ON "health"."diagnosed_disease" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "diagnosed_disease_health_record_id_index" ON "health"."diagnosed_disease" USING btree ("health_record_id");
--> statement-breakpoint
CREATE INDEX "illness_case_county_code_id_index" ON "health"."illness_case" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "illness_case_area_code_id_index" ON "health"."illness_case" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "illness_case_id_index" ON "health"."illness_case" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "illness_case_person_id_index" ON "health"."illness_case" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "illness_case_one_open" ON "health"."illness_case" USING btree ("household_id","disease_id") WHERE "health"."illness_case"."status" in ('DIAGNOSED', 'IN_TREATMENT');
--> statement-breakpoint
CREATE INDEX "illness_case_disease_id_index" ON "health"."illness_case" USING btree ("disease_id");
--> statement-breakpoint
CREATE INDEX "illness_case_facility_id_index" ON "health"."illness_case" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "illness_case_tertiary_hospital_id_index" ON "health"."illness_case" USING btree ("tertiary_hospital_id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_county_code_id_index" ON "health"."rehabilitation_service" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_area_code_id_index" ON "health"."rehabilitation_service" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_id_index" ON "health"."rehabilitation_service" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_person_id_index" ON "health"."rehabilitation_service" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_health_record_id_index" ON "health"."rehabilitation_service" USING btree ("health_record_id");
--> statement-breakpoint
CREATE INDEX "rehabilitation_service_facility_id_index" ON "health"."rehabilitation_service" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "doctor_contract_county_code_id_index" ON "health"."doctor_contract" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_contract_area_code_id_index" ON "health"."doctor_contract" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_contract_id_index" ON "health"."doctor_contract" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "doctor_contract_doctor_id_index" ON "health"."doctor_contract" USING btree ("doctor_id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_county_code_id_index" ON "health"."doctor_visit" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_area_code_id_index" ON "health"."doctor_visit" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_id_index" ON "health"."doctor_visit" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_person_id_index" ON "health"."doctor_visit" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_contract_id_index" ON "health"."doctor_visit" USING btree ("contract_id");
--> statement-breakpoint
CREATE INDEX "doctor_visit_doctor_id_index" ON "health"."doctor_visit" USING btree ("doctor_id");
--> statement-breakpoint
CREATE INDEX "disease_control_county_code_id_index" ON "health"."disease_control" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "disease_control_village_code_index" ON "health"."disease_control" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "disease_management_county_code_id_index" ON "health"."disease_management" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "disease_management_area_code_id_index" ON "health"."disease_management" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "disease_management_id_index" ON "health"."disease_management" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "disease_management_person_id_index" ON "health"."disease_management" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "disease_management_one_open" ON "health"."disease_management" USING btree ("household_id","disease_id") WHERE "health"."disease_management"."status" <> 'CLOSED';
--> statement-breakpoint
CREATE INDEX "disease_management_disease_id_index" ON "health"."disease_management" USING btree ("disease_id");
--> statement-breakpoint
CREATE INDEX "disease_management_facility_id_index" ON "health"."disease_management" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "warning_response_county_code_id_index" ON "health"."warning_response" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "warning_response_area_code_id_index" ON "health"."warning_response" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "warning_response_id_index" ON "health"."warning_response" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "facility_assessment_county_code_id_index" ON "health"."facility_assessment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "facility_assessment_facility_id_index" ON "health"."facility_assessment" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "village_service_county_code_id_index" ON "health"."village_service" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "village_service_village_code_index" ON "health"."village_service" USING btree ("village_code");
--> statement-breakpoint
CREATE INDEX "village_service_facility_id_index" ON "health"."village_service" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "village_service_doctor_id_index" ON "health"."village_service" USING btree ("doctor_id");
--> statement-breakpoint
CREATE INDEX "mobile_visit_county_code_id_index" ON "health"."mobile_visit" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "mobile_visit_facility_id_index" ON "health"."mobile_visit" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "mobile_visit_village_code_index" ON "health"."mobile_visit" USING btree ("village_code");
--> statement-breakpoint
CREATE UNIQUE INDEX "doctor_benefit_one" ON "health"."doctor_benefit" USING btree ("doctor_id","kind") WHERE "health"."doctor_benefit"."status" <> 'STOPPED';
--> statement-breakpoint
CREATE INDEX "doctor_benefit_county_code_id_index" ON "health"."doctor_benefit" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_benefit_doctor_id_index" ON "health"."doctor_benefit" USING btree ("doctor_id");
--> statement-breakpoint
CREATE INDEX "doctor_benefit_payment_county_code_id_index" ON "health"."doctor_benefit_payment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "doctor_benefit_payment_benefit_id_index" ON "health"."doctor_benefit_payment" USING btree ("benefit_id");
--> statement-breakpoint
CREATE INDEX "hospital_pairing_county_code_id_index" ON "health"."hospital_pairing" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "hospital_pairing_tertiary_hospital_id_index" ON "health"."hospital_pairing" USING btree ("tertiary_hospital_id");
--> statement-breakpoint
CREATE INDEX "hospital_pairing_supporting_facility_id_index" ON "health"."hospital_pairing" USING btree ("supporting_facility_id");
--> statement-breakpoint
CREATE INDEX "hospital_pairing_facility_id_index" ON "health"."hospital_pairing" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "pairing_secondment_county_code_id_index" ON "health"."pairing_secondment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "pairing_secondment_pairing_id_index" ON "health"."pairing_secondment" USING btree ("pairing_id");
--> statement-breakpoint
CREATE INDEX "telemedicine_link_county_code_id_index" ON "health"."telemedicine_link" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "telemedicine_link_facility_id_index" ON "health"."telemedicine_link" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "telemedicine_link_tertiary_hospital_id_index" ON "health"."telemedicine_link" USING btree ("tertiary_hospital_id");
--> statement-breakpoint
CREATE INDEX "teleconsultation_county_code_id_index" ON "health"."teleconsultation" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "teleconsultation_link_id_index" ON "health"."teleconsultation" USING btree ("link_id");
--> statement-breakpoint
CREATE INDEX "staffing_plan_county_code_id_index" ON "health"."staffing_plan" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "staffing_plan_facility_id_index" ON "health"."staffing_plan" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "medical_post_county_code_id_index" ON "health"."medical_post" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "medical_post_facility_id_index" ON "health"."medical_post" USING btree ("facility_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "insurance_rule_one_in_force" ON "health"."insurance_rule" USING btree ("county_code","layer","scheme","service","tier","beneficiaries") WHERE "health"."insurance_rule"."status" = 'IN_FORCE';
--> statement-breakpoint
CREATE INDEX "insurance_rule_county_code_id_index" ON "health"."insurance_rule" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "insurance_enrolment_county_code_id_index" ON "health"."insurance_enrolment" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "insurance_enrolment_area_code_id_index" ON "health"."insurance_enrolment" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "insurance_enrolment_id_index" ON "health"."insurance_enrolment" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "insurance_enrolment_person_id_index" ON "health"."insurance_enrolment" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "insurance_enrolment_disbursement_id_index" ON "health"."insurance_enrolment" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "medical_claim_county_code_id_index" ON "health"."medical_claim" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "medical_claim_area_code_id_index" ON "health"."medical_claim" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "medical_claim_id_index" ON "health"."medical_claim" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "medical_claim_person_id_index" ON "health"."medical_claim" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "medical_claim_facility_id_index" ON "health"."medical_claim" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "medical_claim_tertiary_hospital_id_index" ON "health"."medical_claim" USING btree ("tertiary_hospital_id");
--> statement-breakpoint
CREATE INDEX "medical_claim_year" ON "health"."medical_claim" USING btree ("household_id","year");
--> statement-breakpoint
CREATE INDEX "medical_claim_county_year" ON "health"."medical_claim" USING btree ("county_code","year");
--> statement-breakpoint
CREATE INDEX "claim_settlement_county_code_id_index" ON "health"."claim_settlement" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "claim_settlement_area_code_id_index" ON "health"."claim_settlement" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "claim_settlement_id_index" ON "health"."claim_settlement" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "claim_settlement_claim_id_index" ON "health"."claim_settlement" USING btree ("claim_id");
--> statement-breakpoint
CREATE INDEX "settlement_layer_county_code_id_index" ON "health"."settlement_layer" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "settlement_layer_area_code_id_index" ON "health"."settlement_layer" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "settlement_layer_id_index" ON "health"."settlement_layer" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "settlement_layer_settlement_id_index" ON "health"."settlement_layer" USING btree ("settlement_id");
--> statement-breakpoint
CREATE INDEX "settlement_layer_rule_id_index" ON "health"."settlement_layer" USING btree ("rule_id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_county_code_id_index" ON "health"."medical_assistance" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_area_code_id_index" ON "health"."medical_assistance" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_id_index" ON "health"."medical_assistance" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_person_id_index" ON "health"."medical_assistance" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_claim_id_index" ON "health"."medical_assistance" USING btree ("claim_id");
--> statement-breakpoint
CREATE INDEX "medical_assistance_disbursement_id_index" ON "health"."medical_assistance" USING btree ("disbursement_id");
--> statement-breakpoint
CREATE INDEX "assistance_eligibility_county_code_id_index" ON "health"."assistance_eligibility" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "assistance_eligibility_area_code_id_index" ON "health"."assistance_eligibility" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "assistance_eligibility_id_index" ON "health"."assistance_eligibility" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "assistance_eligibility_person_id_index" ON "health"."assistance_eligibility" USING btree ("person_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "assistance_eligibility_one" ON "health"."assistance_eligibility" USING btree ("household_id","person_id") WHERE "health"."assistance_eligibility"."status" = 'COVERED';
--> statement-breakpoint
CREATE INDEX "treat_before_pay_county_code_id_index" ON "health"."treat_before_pay" USING btree ("county_code","id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_area_code_id_index" ON "health"."treat_before_pay" USING btree ("area_code","id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_id_index" ON "health"."treat_before_pay" USING btree ("id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_person_id_index" ON "health"."treat_before_pay" USING btree ("person_id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_claim_id_index" ON "health"."treat_before_pay" USING btree ("claim_id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_facility_id_index" ON "health"."treat_before_pay" USING btree ("facility_id");
--> statement-breakpoint
CREATE INDEX "treat_before_pay_tertiary_hospital_id_index" ON "health"."treat_before_pay" USING btree ("tertiary_hospital_id");
