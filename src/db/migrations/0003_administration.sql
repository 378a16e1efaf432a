CREATE TABLE "core"."break_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"household_id" uuid,
	"county_code" text,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "break_glass_reason" CHECK (char_length("core"."break_glass"."reason") >= 10),
	CONSTRAINT "break_glass_time" CHECK ("core"."break_glass"."until" >= "core"."break_glass"."opened_at" and "core"."break_glass"."until" <= "core"."break_glass"."opened_at" + interval '240 minutes'),
	CONSTRAINT "break_glass_county" CHECK (("core"."break_glass"."household_id" is null) = ("core"."break_glass"."county_code" is null))
);
--> statement-breakpoint
CREATE TABLE "core"."notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"to_actor" text,
	"to_role" text,
	"to_county" text,
	"kind" text NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"read_by" text,
	CONSTRAINT "notice_to" CHECK (("core"."notice"."to_actor" is null) <> ("core"."notice"."to_role" is null and "core"."notice"."to_county" is null)),
	CONSTRAINT "notice_role" CHECK (("core"."notice"."to_role" is null) = ("core"."notice"."to_county" is null))
);
--> statement-breakpoint
ALTER TABLE "core"."account_role" DROP CONSTRAINT "account_role_account_id_role_place_code_from_on_unique";
--> statement-breakpoint
DROP INDEX "core"."account_role_account_id_index";
--> statement-breakpoint
ALTER TABLE "core"."account" ADD COLUMN "duty" text DEFAULT 'BUSINESS' NOT NULL;
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD COLUMN "duty" text;
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD COLUMN "revoked_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "core"."break_glass" ADD CONSTRAINT "break_glass_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "core"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "break_glass_account_id_index" ON "core"."break_glass" USING btree ("account_id");
--> statement-breakpoint
CREATE INDEX "break_glass_actor_opened_at_index" ON "core"."break_glass" USING btree ("actor","opened_at");
--> statement-breakpoint
CREATE INDEX "break_glass_county_code_opened_at_index" ON "core"."break_glass" USING btree ("county_code","opened_at");
--> statement-breakpoint
CREATE INDEX "notice_xid_id_index" ON "core"."notice" USING btree ("xid","id");
--> statement-breakpoint
CREATE INDEX "notice_to_actor_id_index" ON "core"."notice" USING btree ("to_actor","id");
--> statement-breakpoint
CREATE INDEX "notice_to_role_to_county_id_index" ON "core"."notice" USING btree ("to_role","to_county","id");
--> statement-breakpoint
CREATE INDEX "account_role_account_id_duty_index" ON "core"."account_role" USING btree ("account_id","duty");
--> statement-breakpoint
-- who holds an administration keeps that and nothing else, from now on
UPDATE "core"."account" SET "duty" = coalesce((
  select min(line) from (
    select case role when 'SYSTEM_ADMINISTRATOR' then 'SYSTEM' when 'AUDITOR' then 'AUDIT' when 'SECURITY_ADMINISTRATOR' then 'SECURITY' when 'VIEWER' then null else 'BUSINESS' end as line from "core"."account_role" where account_id = "core"."account".id and revoked_at is null and (to_on is null or to_on >= current_date)
  ) as held where line <> 'BUSINESS'), 'BUSINESS');
--> statement-breakpoint
UPDATE "core"."account_role" SET "revoked_at" = now(), "to_on" = greatest("from_on", current_date)
  where revoked_at is null and (to_on is null or to_on >= current_date) and case role when 'SYSTEM_ADMINISTRATOR' then 'SYSTEM' when 'AUDITOR' then 'AUDIT' when 'SECURITY_ADMINISTRATOR' then 'SECURITY' when 'VIEWER' then null else 'BUSINESS' end <> (select duty from "core"."account" where id = account_id);
--> statement-breakpoint
-- who writes a case does not review it: of two roles over the same places the later is taken away
UPDATE "core"."account_role" as b SET "revoked_at" = now(), "to_on" = greatest(b."from_on", current_date)
  where b.revoked_at is null and b.role in ('CLERK', 'REVIEWER') and exists (
    select from "core"."account_role" as a
    where a.account_id = b.account_id and a.revoked_at is null and a.role in ('CLERK', 'REVIEWER') and (a.role, a.id) < (b.role, b.id)
      and daterange(a.from_on, a.to_on, '[]') && daterange(b.from_on, b.to_on, '[]')
      and int8range(rpad(case when length(a.place_code) = 6 then regexp_replace(a.place_code, '(00)+$', '') else a.place_code end, 12, '0')::bigint, rpad(case when length(a.place_code) = 6 then regexp_replace(a.place_code, '(00)+$', '') else a.place_code end, 12, '9')::bigint, '[]') && int8range(rpad(case when length(b.place_code) = 6 then regexp_replace(b.place_code, '(00)+$', '') else b.place_code end, 12, '0')::bigint, rpad(case when length(b.place_code) = 6 then regexp_replace(b.place_code, '(00)+$', '') else b.place_code end, 12, '9')::bigint, '[]'));
--> statement-breakpoint
UPDATE "core"."account_role" SET "duty" = case role when 'SYSTEM_ADMINISTRATOR' then 'SYSTEM' when 'AUDITOR' then 'AUDIT' when 'SECURITY_ADMINISTRATOR' then 'SECURITY' when 'VIEWER' then null else 'BUSINESS' end where revoked_at is null and (to_on is null or to_on >= current_date);
--> statement-breakpoint
ALTER TABLE "core"."account" ADD CONSTRAINT "account_id_duty" UNIQUE("id","duty");
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD CONSTRAINT "account_role_one_duty" FOREIGN KEY ("account_id","duty") REFERENCES "core"."account"("id","duty") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD CONSTRAINT "account_role_duty" CHECK ("core"."account_role"."duty" is not distinct from (case role when 'VIEWER' then null when 'CLERK' then 'BUSINESS' when 'REVIEWER' then 'BUSINESS' when 'PUBLISHER' then 'BUSINESS' when 'INTEGRATOR' then 'BUSINESS' when 'SYSTEM_ADMINISTRATOR' then 'SYSTEM' when 'AUDITOR' then 'AUDIT' when 'SECURITY_ADMINISTRATOR' then 'SECURITY' end) or ("core"."account_role"."duty" is null and "core"."account_role"."to_on" is not null));
--> statement-breakpoint
ALTER TABLE "core"."account_role" ADD CONSTRAINT "account_role_revoked" CHECK ("core"."account_role"."revoked_at" is null or "core"."account_role"."to_on" is not null);
--> statement-breakpoint
CREATE UNIQUE INDEX "account_role_held" ON "core"."account_role" USING btree ("account_id","role","place_code","from_on") WHERE "core"."account_role"."revoked_at" is null;
--> statement-breakpoint
-- a uuid read as an address and a place as a range of village codes: an index of ranges compares both without an extension
ALTER TABLE "core"."account_role" ADD CONSTRAINT "account_role_four_eyes" EXCLUDE USING gist (
  (regexp_replace(replace(account_id::text, '-', ''), '(.{4})(?=.)', '\1:', 'g')::inet) inet_ops WITH =,
  (int8range(rpad(case when length(place_code) = 6 then regexp_replace(place_code, '(00)+$', '') else place_code end, 12, '0')::bigint, rpad(case when length(place_code) = 6 then regexp_replace(place_code, '(00)+$', '') else place_code end, 12, '9')::bigint, '[]')) WITH &&,
  (daterange(from_on, to_on, '[]')) WITH &&
) WHERE (role in ('CLERK', 'REVIEWER') and revoked_at is null);
