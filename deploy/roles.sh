#!/usr/bin/env bash
# Run once by the image of PostgreSQL when the database is new: the roles and the database of docs/operations.md.
set -euo pipefail
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" <<'SQL'
CREATE ROLE fortrogen_owner LOGIN PASSWORD :'owner';
CREATE ROLE fortrogen_app LOGIN NOINHERIT PASSWORD :'app';
CREATE ROLE fortrogen_log NOLOGIN NOINHERIT;
GRANT fortrogen_app, fortrogen_log TO fortrogen_owner;
CREATE DATABASE fortrogen OWNER fortrogen_owner TEMPLATE template0 ENCODING 'UTF8';
SQL
