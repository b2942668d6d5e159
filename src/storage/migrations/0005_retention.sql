-- Entries go by one way alone, and none that is younger than 30 days: so that nobody who deletes by mistake does.
DROP TRIGGER "audit_entries_are_append_only" ON "audit_entries";--> statement-breakpoint
CREATE TRIGGER "audit_entries_are_append_only" BEFORE UPDATE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();--> statement-breakpoint
CREATE FUNCTION "audit_entry_is_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('dynex.removes_audit_entries', true) = 'yes' AND OLD.timestamp < now() - interval '30 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_entries is append-only: DELETE of an entry of % is refused', OLD.timestamp;
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_entries_are_kept" BEFORE DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION "audit_entry_is_kept"();--> statement-breakpoint
-- Removes the oldest entries before a time, at most so many, and enters that it did; returns how many.
CREATE FUNCTION "remove_audit_entries"(before timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  removed integer;
BEGIN
  PERFORM set_config('dynex.removes_audit_entries', 'yes', true);
  DELETE FROM audit_entries WHERE id IN (
    SELECT id FROM audit_entries AS old WHERE old.timestamp < before ORDER BY old.timestamp, old.id LIMIT most
  );
  GET DIAGNOSTICS removed = ROW_COUNT;
  PERFORM set_config('dynex.removes_audit_entries', '', true);
  IF removed > 0 THEN
    INSERT INTO audit_entries (action, source, details, timestamp)
    VALUES ('audit_entries_removed', 'retention', json_build_object('before', before, 'entries', removed), now());
  END IF;
  RETURN removed;
END $$;
