CREATE TABLE "blobs" (
	"hash" text PRIMARY KEY NOT NULL,
	"data" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "executions" (
	"execution_id" text PRIMARY KEY NOT NULL,
	"deliverable_type" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"progress_percent" real DEFAULT 0 NOT NULL,
	"risk_score" real,
	"parked_until" timestamp (3) with time zone,
	"approval" json,
	"user_id" text,
	"rerun_of" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"total_time_ms" integer,
	"run_id" text,
	"request" json NOT NULL,
	"state" json,
	"events" json
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"deliverable_type" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"execution_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_deliverable_type_key_pk" PRIMARY KEY("deliverable_type","key")
);
--> statement-breakpoint
CREATE TABLE "workflow_versions" (
	"deliverable_type" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"document" json NOT NULL,
	"hash" text NOT NULL,
	"plan_hash" text NOT NULL,
	"change_description" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workflow_versions_deliverable_type_version_pk" PRIMARY KEY("deliverable_type","version")
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"deliverable_type" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"display_name" text NOT NULL,
	"discipline" text,
	"steps_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_deliverable_type_workflows_deliverable_type_fk" FOREIGN KEY ("deliverable_type") REFERENCES "public"."workflows"("deliverable_type") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_plan_hash_blobs_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."blobs"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "executions_by_creation" ON "executions" USING btree ("created_at","execution_id");--> statement-breakpoint
CREATE INDEX "executions_by_type" ON "executions" USING btree ("deliverable_type","created_at");--> statement-breakpoint
CREATE INDEX "executions_by_status" ON "executions" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "workflows_by_creation" ON "workflows" USING btree ("created_at","deliverable_type");