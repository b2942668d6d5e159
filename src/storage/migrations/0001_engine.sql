CREATE TABLE "audit_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"action" text NOT NULL,
	"execution_id" text,
	"seq" integer,
	"step_number" integer,
	"attempt" integer,
	"actor" text,
	"source" text NOT NULL,
	"details" json NOT NULL,
	"timestamp" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_segments" (
	"execution_id" text NOT NULL,
	"first_seq" integer NOT NULL,
	"last_seq" integer NOT NULL,
	"events" json NOT NULL,
	CONSTRAINT "event_segments_execution_id_first_seq_pk" PRIMARY KEY("execution_id","first_seq")
);
--> statement-breakpoint
ALTER TABLE "blobs" ADD COLUMN "last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "failed_steps" json;--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "step_figures" json;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entries_of_events" ON "audit_entries" USING btree ("execution_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "audit_entries" USING btree ("timestamp","id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_action" ON "audit_entries" USING btree ("action","timestamp");--> statement-breakpoint
CREATE INDEX "executions_parked" ON "executions" USING btree ("created_at") WHERE parked_until IS NOT NULL;--> statement-breakpoint
CREATE INDEX "executions_with_approval" ON "executions" USING btree ("created_at") WHERE approval IS NOT NULL;--> statement-breakpoint
CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entries is append-only: % is refused', TG_OP;
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_entries_are_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
