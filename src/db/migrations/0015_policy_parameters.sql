CREATE TABLE "core"."policy_parameter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"parameter" text NOT NULL,
	"place_code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"value" numeric(18, 4) NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "policy_parameter_parameter_place_code_valid_from_unique" UNIQUE("parameter","place_code","valid_from"),
	CONSTRAINT "policy_parameter_days" CHECK ("core"."policy_parameter"."valid_to" >= "core"."policy_parameter"."valid_from"),
	CONSTRAINT "policy_parameter_value" CHECK ("core"."policy_parameter"."value" >= 0)
);
