#!/bin/sh
# Makes the databases that are missing, and brings Temporal's two to the schema of this version. Safe to repeat, and
# to be run against a PostgreSQL of any origin: SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD say which.
set -eu
export SQL_PLUGIN=postgres12

sql() {
  database=$1
  shift
  temporal-sql-tool --db "$database" "$@"
}

for part in temporal:temporal temporal_visibility:visibility; do
  database=${part%:*}
  sql "$database" create-database
  sql "$database" setup-schema -v 0.0
  sql "$database" update-schema --schema-name "postgresql/v12/${part#*:}"
done
sql "${PLATFORM_DATABASE:-dynamic_executor}" create-database
