#!/bin/sh
# Makes the namespace when the server at TEMPORAL_ADDRESS has none of this name, and waits until it is served. The search
# attributes are added by the platform itself, whenever one of its processes starts.
set -eu
namespace=${NAMESPACE:-default}

# The server knows a namespace that was made some 2 s later.
until_it_works() {
  tries=60
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || exit 1
    sleep 1
  done
}

until_it_works temporal operator cluster health
temporal operator namespace describe --namespace "$namespace" ||
  temporal operator namespace create --namespace "$namespace" --retention "${RETENTION:-7d}"
until_it_works temporal workflow count --namespace "$namespace"
