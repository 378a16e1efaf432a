CREATE TABLE "core"."import_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"department" text,
	"record_type" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"expected_rows" integer,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "import_run_sum" CHECK ("core"."import_run"."rows" = "core"."import_run"."created" + "core"."import_run"."updated" + "core"."import_run"."unchanged" + "core"."import_run"."quarantined"),
	CONSTRAINT "import_run_finished" CHECK (("core"."import_run"."state" = 'RUNNING') = ("core"."import_run"."finished_at" is null))
);
--> statement-breakpoint
CREATE TABLE "core"."import_quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"line" integer NOT NULL,
	"columns" text[] NOT NULL,
	"codes" text[] NOT NULL,
	"sealed" text NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "import_quarantine_faults" CHECK (cardinality("core"."import_quarantine"."codes") > 0 and cardinality("core"."import_quarantine"."codes") = cardinality("core"."import_quarantine"."columns")),
	CONSTRAINT "import_quarantine_settled" CHECK (("core"."import_quarantine"."state" = 'OPEN') = ("core"."import_quarantine"."settled_at" is null))
);
--> statement-breakpoint
ALTER TABLE "core"."import_quarantine" ADD CONSTRAINT "import_quarantine_run_id_import_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "core"."import_run"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "import_run_actor_started_at_index" ON "core"."import_run" USING btree ("actor","started_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "import_run_open" ON "core"."import_run" USING btree ("actor","record_type","file_hash") WHERE "core"."import_run"."state" = 'RUNNING';
--> statement-breakpoint
CREATE INDEX "import_quarantine_run_id_line_index" ON "core"."import_quarantine" USING btree ("run_id","line");
--> statement-breakpoint
CREATE INDEX "import_quarantine_actor_state_index" ON "core"."import_quarantine" USING btree ("actor","state");
