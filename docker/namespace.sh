#!/bin/sh
# Makes the namespace when the server at TEMPORAL_ADDRESS has none of this name. The search attributes are added by the
# platform itself, whenever one of its processes starts.
set -eu
namespace=${NAMESPACE:-default}

tries=60
until temporal operator cluster health; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || exit 1
  sleep 1
done
temporal operator namespace describe --namespace "$namespace" ||
  temporal operator namespace create --namespace "$namespace" --retention "${RETENTION:-7d}"
