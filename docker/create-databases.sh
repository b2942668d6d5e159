#!/bin/sh
# The platform's own database beside those that Temporal makes for itself.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -c 'CREATE DATABASE dynamic_executor'
